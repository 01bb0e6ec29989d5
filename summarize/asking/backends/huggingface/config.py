"""`config.json` of models of Llama's shape: which models `decoder.py` can read."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = ["DecoderConfig", "read_config"]


class DecoderConfig(BaseModel):
    """`config.json` of a model of Llama's shape: what is needed to read with it. Anything else in it may say what it likes."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    num_hidden_layers: int
    num_attention_heads: int
    num_key_value_heads: int
    hidden_size: int
    head_dim: int | None = None
    rms_norm_eps: float
    rope_theta: float = 10_000.0
    rope_parameters: dict[str, object] = Field(default_factory=dict)

    @property
    def width(self) -> int:
        """Width of a head."""
        return self.head_dim or self.hidden_size // self.num_attention_heads

    @property
    def turned(self) -> int:
        """Heads of queries and of keys together: those that are turned by their positions."""
        return self.num_attention_heads + self.num_key_value_heads

    @property
    def theta(self) -> float:
        """Base of the wavelengths of the positions."""
        return float(str(self.rope_parameters.get("rope_theta", self.rope_theta)))


class _Plain(BaseModel):
    """What must be so in `config.json`: no variant of the shape that is read differently."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    model_type: str = Field(pattern="^(llama|mistral|qwen2)$")
    hidden_act: str = Field(pattern="^silu$")
    rope_scaling: None = None
    sliding_window: int | None = None
    use_sliding_window: bool = True

    @property
    def windowed(self) -> bool:
        return self.use_sliding_window and self.sliding_window is not None


def read_config(folder: Path) -> DecoderConfig | None:
    """Return the configuration of the model in a folder, or None if it is not of Llama's plain shape."""
    try:
        text = (folder / "config.json").read_bytes()
        if _Plain.model_validate_json(text).windowed:
            return None
        config = DecoderConfig.model_validate_json(text)
    except (OSError, ValidationError):
        return None
    return config if config.rope_parameters.get("rope_type", "default") == "default" else None
