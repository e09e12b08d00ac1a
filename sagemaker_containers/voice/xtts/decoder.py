"""The transformer of XTTS v2, run code by code: the library's own weights, without the library's loop around them.

One code is 30 layers for a single row, so nearly all of the time goes into starting small kernels. All that is done for
a code, choosing it included, is therefore one CUDA graph over buffers of fixed size, and the host looks only every few
codes whether the voice has come to its end.
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, scaled_dot_product_attention

_LOOK_EVERY = 8
"""So many codes are written on a GPU before the host looks whether the last was the end."""

_PREFIX_ID = 1
"""What the library fills the place of text with, so that the penalty on repetition holds for it as well."""


@dataclass(frozen=True)
class Sampling:
    """How the next code is chosen from those that are likely."""

    top_k: int
    top_p: float
    repetition_penalty: float


@dataclass(frozen=True)
class Written:
    """What the transformer wrote."""

    codes: list[int]
    """Without the one that ends it."""
    latents: Tensor
    """1 × codes × channels: the last states, from which each code and the end were chosen."""
    ended: bool


class _Layer:
    """One block of GPT-2: matrices in the type that is computed in, the rest in 32 bits."""

    def __init__(self, block: Any, dtype: torch.dtype):
        self.heads = int(block.attn.num_heads)
        self.before_attention = block.ln_1
        self.before_feed = block.ln_2
        modules = (block.attn.c_attn, block.attn.c_proj, block.mlp.c_fc, block.mlp.c_proj)
        (self.qkv, self.out, self.up, self.down) = [
            (module.weight.detach().to(dtype), module.bias.detach().to(dtype)) for module in modules
        ]

    def heads_of(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values (heads × rows × channels of one) of rows."""
        rows = _times(_normed(x, self.before_attention), self.qkv)
        q, k, v = rows.view(len(x), 3, self.heads, -1).permute(1, 2, 0, 3)
        return q, k, v

    def after(self, x: Tensor, attended: Tensor) -> Tensor:
        """The rows after this layer, given what each head attended to."""
        x = x + _times(attended.transpose(0, 1).reshape(len(x), -1), self.out)
        return x + _times(gelu(_times(_normed(x, self.before_feed), self.up), approximate="tanh"), self.down)


def _normed(x: Tensor, norm: Any) -> Tensor:
    return layer_norm(x, norm.normalized_shape, norm.weight, norm.bias, norm.eps)


def _times(x: Tensor, matrix: tuple[Tensor, Tensor]) -> Tensor:
    weight, bias = matrix
    return torch.addmm(bias, x.to(weight.dtype), weight)


class Decoder:
    """The transformer with room for one text. `gpt` is the library's module; `dtype` is what its matrices are in."""

    def __init__(self, gpt: Any, sampling: Sampling, dtype: torch.dtype, graph: bool):
        self._gpt, self._sampling, self._graphed = gpt, sampling, graph
        self._layers = [_Layer(block, dtype) for block in gpt.gpt.h]
        device = gpt.mel_head.weight.device
        self.most_codes = int(gpt.max_gen_mel_tokens)
        length = int(gpt.max_mel_tokens + gpt.max_text_tokens + gpt.max_prompt_tokens)
        channels = gpt.model_dim // gpt.heads
        # Every buffer that a step reads or writes: a graph knows them by their addresses.
        self._keys = torch.zeros(len(self._layers), gpt.heads, length, channels, dtype=dtype, device=device)
        self._values = torch.zeros_like(self._keys)
        self._places = torch.arange(length, device=device)
        self._step = torch.zeros(1, dtype=torch.long, device=device)
        self._place = torch.zeros(1, dtype=torch.long, device=device)
        self._code = torch.zeros(1, dtype=torch.long, device=device)
        self._seen = torch.zeros(gpt.num_audio_tokens, dtype=torch.bool, device=device)
        self._chances = torch.zeros(self.most_codes, sampling.top_k, device=device)
        self._temperature = torch.ones(1, device=device)
        self._codes = torch.zeros(self.most_codes, dtype=torch.long, device=device)
        self._latents = torch.zeros(self.most_codes, gpt.model_dim, device=device)
        self._graph: torch.cuda.CUDAGraph | None = None

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def write(self, voice: Tensor, tokens: Tensor, temperature: float, seed: int, most_codes: int) -> Written:
        """The codes of a text in a voice (1 × rows × channels), at most so many; the same ones for the same seed."""
        gpt = self._gpt
        most_codes = min(most_codes, self.most_codes)
        # Chance comes from the host, so that it is the same on every device; Gumbel's makes of a maximum a draw.
        chance = torch.rand(self._chances.shape, generator=torch.Generator().manual_seed(seed)).clamp_min(1e-10)
        self._chances.copy_(-(-chance.log()).clamp_min(1e-10).log())
        self._temperature.fill_(temperature)
        self._seen.zero_()
        self._seen[[_PREFIX_ID, gpt.start_audio_token]] = True
        self._code.fill_(gpt.start_audio_token)
        self._step.zero_()
        self._place.fill_(self._read(voice, tokens))

        if self._graphed and self._graph is None:
            self._capture()
        step = self._graph.replay if self._graph else self._write_one
        look_every = _LOOK_EVERY if self._graph else 1
        written = 0
        while written < most_codes:
            some = min(look_every, most_codes - written)
            for _ in range(some):
                step()
            ends = (self._codes[written : written + some] == gpt.stop_audio_token).nonzero()
            if len(ends):
                count = written + int(ends[0]) + 1
                return Written(self._codes[: count - 1].tolist(), self._latents[None, :count].clone(), True)
            written += some
        return Written(self._codes[:written].tolist(), self._latents[None, :written].clone(), False)

    def _read(self, voice: Tensor, tokens: Tensor) -> int:
        """Put what comes before the codes through the layers; answers how many rows that is."""
        gpt = self._gpt
        ends = [torch.full_like(tokens[:1], token) for token in (gpt.start_text_token, gpt.stop_text_token)]
        text = torch.cat([ends[0], tokens, ends[1]])[None]
        x = torch.cat([voice, gpt.text_embedding(text) + gpt.text_pos_embedding(text)], dim=1)[0].float()
        for layer, keys, values in zip(self._layers, self._keys, self._values, strict=True):
            q, k, v = layer.heads_of(x)
            keys[:, : len(x)], values[:, : len(x)] = k, v
            x = layer.after(x, scaled_dot_product_attention(q[None], k[None], v[None], is_causal=True)[0])
        return len(x)

    def _write_one(self) -> None:
        """One code more, everything in place: choose it from the states of the last, and note both."""
        gpt = self._gpt
        x = (gpt.mel_embedding(self._code) + gpt.mel_pos_embedding.emb(self._step)).float()
        mask = (self._places <= self._place)[None]
        for layer, keys, values in zip(self._layers, self._keys, self._values, strict=True):
            q, k, v = layer.heads_of(x)
            keys.index_copy_(1, self._place, k)
            values.index_copy_(1, self._place, v)
            x = layer.after(x, scaled_dot_product_attention(q[None], keys[None], values[None], attn_mask=mask)[0])
        latent = _normed(_normed(x, gpt.gpt.ln_f), gpt.final_norm)
        code = self._choose(gpt.mel_head(latent)[0], self._chances.index_select(0, self._step)[0])
        self._latents.index_copy_(0, self._step, latent)
        self._codes.index_copy_(0, self._step, code)
        self._seen.index_fill_(0, code, True)
        self._code.copy_(code)
        self._step += 1
        self._place += 1

    def _choose(self, scores: Tensor, chances: Tensor) -> Tensor:
        """A code by its score and by chance, in the order in which the library's generation does it."""
        sampling = self._sampling
        penalty = sampling.repetition_penalty
        penalised = torch.where(scores < 0, scores * penalty, scores / penalty)
        scores = torch.where(self._seen, penalised, scores) / self._temperature
        best, codes = scores.topk(len(chances))
        likely = best.softmax(0)
        best = best.masked_fill(likely.cumsum(0) - likely >= sampling.top_p, -torch.inf)
        return codes.gather(0, (best + chances).argmax(0, keepdim=True))  # an index would ask the host

    def _capture(self) -> None:
        """Record the writing of one code; what the trial runs have left in the buffers is put back."""
        kept = [buffer.clone() for buffer in (self._step, self._place, self._code, self._seen)]
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(2):
                self._write_one()
        torch.cuda.current_stream().wait_stream(aside)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self._write_one()
        for buffer, before in zip((self._step, self._place, self._code, self._seen), kept, strict=True):
            buffer.copy_(before)
        self._graph = graph
