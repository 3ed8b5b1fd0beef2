"""The network: MiniLM-L6 with an embedding of word shapes, and heads for tags, trees and names.

In: word pieces, the word each belongs to, and shapes. Out: one score table a head.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
ARC, RELATION = 320, 128


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.query_key_value(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        return self.norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Reader(nn.Module):
    def __init__(self, sizes, dropout=0.1):
        super().__init__()
        self.pieces = nn.Embedding(sizes["pieces"], WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(sizes["shapes"], WIDTH)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.word_dropout = nn.Dropout(0.2)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.xpos = nn.Linear(WIDTH, sizes["xpos"])
        self.feats = nn.Linear(WIDTH, sizes["feats"])
        self.names = nn.Linear(WIDTH, sizes["names"])
        # What GUM calls a name otherwise than UNER does; added for GUM's sentences in training only.
        self.gum_names = nn.Linear(WIDTH, sizes["names"])
        self.arc_dependent = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation_dependent = nn.Linear(WIDTH, RELATION)
        self.relation_head = nn.Linear(WIDTH, RELATION)
        self.relation = nn.Parameter(torch.zeros(sizes["relations"], RELATION + 1, RELATION + 1))
        self.mlp_dropout = nn.Dropout(0.33)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gum_names.weight)
        nn.init.zeros_(self.gum_names.bias)

    def words(self, pieces, shapes, places, mask):
        """Word vectors [batch, words + 1, WIDTH]; word 0 is the root, made of [CLS]."""
        batch, length = pieces.shape
        x = self.pieces(pieces) + self.shapes(shapes) + self.positions.weight[:length]
        x = self.dropout(self.embedding_norm(x))
        attention = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            attention = attention.bfloat16()
        for layer in self.layers:
            x = layer(x, attention)
        x = x.float()
        count = int(places.max()) + 1
        sums = torch.zeros(batch, count + 1, WIDTH).scatter_add(1, (places + 1)[..., None].expand(-1, -1, WIDTH), x)
        number = torch.zeros(batch, count + 1).scatter_add(1, places + 1, torch.ones_like(places, dtype=torch.float32))
        return (sums / number.clamp(min=1)[..., None])[:, 1:]

    def forward(self, pieces, shapes, places, mask, is_gum=None):
        """`places` is the word of each piece: 0 for [CLS], -1 for [SEP] and padding; `is_gum` is 1.0 for GUM's rows."""
        words = self.word_dropout(self.words(pieces, shapes, places, mask))
        tags = {name: getattr(self, name)(words).float() for name in ("upos", "xpos", "feats", "names")}
        if is_gum is not None:
            tags["names"] = tags["names"] + is_gum[:, None, None] * self.gum_names(words).float()
        dependent = self.mlp_dropout(F.gelu(self.arc_dependent(words)))
        head = self.mlp_dropout(F.gelu(self.arc_head(words)))
        dependent = F.pad(dependent, (0, 1), value=1.0)
        arcs = (dependent @ self.arc @ head.transpose(1, 2)).float() / ARC ** 0.5
        relation_dependent = F.pad(self.mlp_dropout(F.gelu(self.relation_dependent(words))), (0, 1), value=1.0)
        relation_head = F.pad(self.mlp_dropout(F.gelu(self.relation_head(words))), (0, 1), value=1.0)
        return tags, arcs, relation_dependent, relation_head

    def relations(self, dependent, head):
        """Scores [n, relations] of dependent-head pairs given as [n, RELATION + 1] each."""
        left = torch.einsum("ni,rij->nrj", dependent, self.relation)
        return torch.einsum("nrj,nj->nr", left, head).float()


def load_minilm(reader, tensors, kept):
    """Copies MiniLM's weights; `kept` are the numbers of the kept pieces in its own vocabulary."""
    reader.pieces.weight.data.copy_(tensors["embeddings.word_embeddings.weight"][kept])
    positions = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0]
    reader.positions.weight.data.copy_(positions)
    copy(reader.embedding_norm, tensors, "embeddings.LayerNorm")
    for number, layer in enumerate(reader.layers):
        prefix = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            triple = [tensors[f"{prefix}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            getattr(layer.query_key_value, part).data.copy_(torch.cat(triple))
        copy(layer.output, tensors, f"{prefix}.attention.output.dense")
        copy(layer.attention_norm, tensors, f"{prefix}.attention.output.LayerNorm")
        copy(layer.inner, tensors, f"{prefix}.intermediate.dense")
        copy(layer.outer, tensors, f"{prefix}.output.dense")
        copy(layer.norm, tensors, f"{prefix}.output.LayerNorm")


def copy(module, tensors, name):
    module.weight.data.copy_(tensors[name + ".weight"])
    module.bias.data.copy_(tensors[name + ".bias"])
