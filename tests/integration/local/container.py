"""A small model container that speaks SageMaker's contract and does what its request tells it to."""

import argparse
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser()
parser.add_argument("stage")
parser.add_argument("--host")
parser.add_argument("--port", type=int)
arguments = parser.parse_args()
if arguments.stage == "stillborn":
    raise SystemExit("no weights")
busy = 0


class Contract(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        self.answer(200, {})

    def do_POST(self) -> None:
        global busy
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        busy += 1
        at_once = busy
        if request.get("die"):
            os._exit(9)
        time.sleep(request.get("seconds", 0))
        busy -= 1
        status = request.get("status", 200)
        body = (
            {"pid": os.getpid(), "at_once": at_once} if status == 200 else {"status": status, "detail": "no such voice"}
        )
        self.answer(status, body)

    def log_message(self, *_: object) -> None:
        pass


ThreadingHTTPServer((arguments.host, arguments.port), Contract).serve_forever()
