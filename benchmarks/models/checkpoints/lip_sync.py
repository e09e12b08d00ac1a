"""A random checkpoint of Wav2Lip at its full size, with the keys, wrapping and value types in which it is published."""

from pathlib import Path

import torch
from torch import nn

from sagemaker_containers.lip_sync.wav2lip.mel import BANDS, WINDOW
from sagemaker_containers.lip_sync.wav2lip.network import SIDE, Wav2LipNetwork
from sagemaker_containers.serving.weights import write_listing


def write(folder: Path) -> None:
    """A checkpoint in the folder `wav2lip`, as it is trained: on several devices, with its optimiser's place."""
    target = folder / "wav2lip"
    target.mkdir(parents=True)
    torch.manual_seed(4)
    network = Wav2LipNetwork()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            # As far from fresh as trained ones are, or all faces would come out the same grey.
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.05, 0.4)
            nn.init.uniform_(module.weight, 0.5, 1.2)
    # The sound is to be heard, and the answer neither grey nor glaring.
    network.audio_encoder[-1].conv_block[1].weight.data.mul_(30)
    last = network.output_block[1]
    answers: list[torch.Tensor] = []
    hook = last.register_forward_hook(lambda _module, _inputs, answer: answers.append(answer))
    with torch.inference_mode():
        network.eval()(torch.randn(2, 1, BANDS, WINDOW), torch.rand(2, 6, SIDE, SIDE))
    hook.remove()
    last.bias.data.sub_(answers[0].mean(dim=(0, 2, 3))).div_(answers[0].std())
    last.weight.data.div_(answers[0].std())
    state = {f"module.{key}": value for key, value in network.state_dict().items()}
    torch.save(
        {"state_dict": state, "optimizer": None, "global_step": 210000, "global_epoch": 17}, target / "wav2lip_gan.pth"
    )
    write_listing(target)
