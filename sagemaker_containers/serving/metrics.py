"""What a container tells of each batch, in CloudWatch's embedded metric format: one line of JSON in its log.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

import json
import resource
import sys
import time

NAMESPACE = "FilmStudio/Models"

_UNITS = {
    "Batch": "Count",
    "Queue": "Count",
    "Waited": "Seconds",
    "Latency": "Seconds",
    "HostMemory": "Megabytes",
    "AcceleratorMemory": "Megabytes",
}


def tell(stage: str, batch: int, queue: int, waited: float, seconds: float) -> None:
    """Write the metrics of a batch: how many requests it held, how many still wait, how long its first one had waited,
    how long it took (seconds), and the most memory that this process has ever held (MB), the accelerator's included.
    """
    values: dict[str, float] = {
        "Batch": batch,
        "Queue": queue,
        "Waited": round(waited, 4),
        "Latency": round(seconds, 4),
        "HostMemory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    torch = sys.modules.get("torch")  # where no engine has loaded it, there is no accelerator in use
    if torch and torch.cuda.is_available():
        values["AcceleratorMemory"] = round(torch.cuda.max_memory_allocated() / 2**20, 1)
    told = [{"Name": name, "Unit": _UNITS[name]} for name in values]
    directive = {"Namespace": NAMESPACE, "Dimensions": [["Stage"]], "Metrics": told}
    about = {"_aws": {"Timestamp": round(time.time() * 1000), "CloudWatchMetrics": [directive]}, "Stage": stage}
    print(json.dumps({**about, **values}), flush=True)
