"""The network of Wav2Lip (K. R. Prajwal et al., "A Lip Sync Expert Is All You Need", 2020), written for its weights.

Names of modules are the keys of the published checkpoints (https://github.com/Rudrabha/Wav2Lip), which is why they are
as they are.
"""

from pathlib import Path
from pickle import UnpicklingError

import torch
from torch import nn

from sagemaker_containers.serving.weights import Damaged

SIDE = 96
"""Side of the square that it sees of a face and answers (px)."""


class _Conv(nn.Module):
    """Convolution, batch norm, ReLU; a `residual` one adds its input before the last."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int | tuple[int, int], padding: int,
                 residual: bool = False):  # fmt: skip
        super().__init__()
        self.conv_block = nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, padding), nn.BatchNorm2d(outputs))
        self.residual = residual

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shape (batch, inputs, height, width) → (batch, outputs, …)."""
        out = self.conv_block(x)
        return torch.relu(out + x if self.residual else out)


class _ConvTranspose(nn.Module):
    """Transposed convolution, batch norm, ReLU."""

    def __init__(self, inputs: int, outputs: int, stride: int, padding: int):
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.ConvTranspose2d(inputs, outputs, 3, stride, padding, output_padding=stride - 1), nn.BatchNorm2d(outputs)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shape (batch, inputs, height, width) → (batch, outputs, …)."""
        return torch.relu(self.conv_block(x))


def _same(width: int, times: int) -> list[nn.Module]:
    return [_Conv(width, width, 3, 1, 1, residual=True) for _ in range(times)]


class Wav2LipNetwork(nn.Module):
    """Faces and the sound at their time → the same faces, with the mouths of that sound."""

    def __init__(self) -> None:
        super().__init__()
        self.face_encoder_blocks = nn.ModuleList(
            [
                nn.Sequential(_Conv(6, 16, 7, 1, 3)),
                nn.Sequential(_Conv(16, 32, 3, 2, 1), *_same(32, 2)),
                nn.Sequential(_Conv(32, 64, 3, 2, 1), *_same(64, 3)),
                nn.Sequential(_Conv(64, 128, 3, 2, 1), *_same(128, 2)),
                nn.Sequential(_Conv(128, 256, 3, 2, 1), *_same(256, 2)),
                nn.Sequential(_Conv(256, 512, 3, 2, 1), *_same(512, 1)),
                nn.Sequential(_Conv(512, 512, 3, 1, 0), _Conv(512, 512, 1, 1, 0)),
            ]
        )
        self.audio_encoder = nn.Sequential(
            _Conv(1, 32, 3, 1, 1), *_same(32, 2),
            _Conv(32, 64, 3, (3, 1), 1), *_same(64, 2),
            _Conv(64, 128, 3, 3, 1), *_same(128, 2),
            _Conv(128, 256, 3, (3, 2), 1), *_same(256, 1),
            _Conv(256, 512, 3, 1, 0), _Conv(512, 512, 1, 1, 0),
        )  # fmt: skip
        self.face_decoder_blocks = nn.ModuleList(
            [
                nn.Sequential(_Conv(512, 512, 1, 1, 0)),
                nn.Sequential(_ConvTranspose(1024, 512, 1, 0), *_same(512, 1)),
                nn.Sequential(_ConvTranspose(1024, 512, 2, 1), *_same(512, 2)),
                nn.Sequential(_ConvTranspose(768, 384, 2, 1), *_same(384, 2)),
                nn.Sequential(_ConvTranspose(512, 256, 2, 1), *_same(256, 2)),
                nn.Sequential(_ConvTranspose(320, 128, 2, 1), *_same(128, 2)),
                nn.Sequential(_ConvTranspose(160, 64, 2, 1), *_same(64, 2)),
            ]
        )
        self.output_block = nn.Sequential(_Conv(80, 32, 3, 1, 1), nn.Conv2d(32, 3, 1), nn.Sigmoid())

    def forward(self, sound: torch.Tensor, faces: torch.Tensor) -> torch.Tensor:
        """Mouths, BGR from 0 to 1, shape (batch, 3, 96, 96).

        `sound` is mel windows, shape (batch, 1, 80, 16); `faces` are BGR from 0 to 1, the lower half black, and the
        same whole, shape (batch, 6, 96, 96).
        """
        seen = []
        for block in self.face_encoder_blocks:
            faces = block(faces)
            seen.append(faces)
        x = self.audio_encoder(sound)
        for block in self.face_decoder_blocks:
            x = torch.cat((block(x), seen.pop()), dim=1)
        return self.output_block(x)


def load(path: Path, place: str) -> Wav2LipNetwork:
    """The network with the weights of a published checkpoint, on a device. Raises `Damaged` where they are not its."""
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)["state_dict"]
        network = Wav2LipNetwork()
        network.load_state_dict({key.removeprefix("module."): value for key, value in state.items()})
    except (UnpicklingError, KeyError, TypeError, RuntimeError) as error:
        short = str(error).strip().partition("\n\t")[2].partition("\n")[0] or str(error).partition("\n")[0]
        raise Damaged(f"{path} is not a checkpoint of Wav2Lip: {short}") from error
    network.eval()
    network.to(place)
    return network
