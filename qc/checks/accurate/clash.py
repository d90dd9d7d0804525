"""Two words of approximation on one figure."""

from __future__ import annotations

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity
from qc.segmentation.patterns import lazy

_BEFORE = lazy(r"^(?:大约|将近|接近|约|近|超过|至少|不少于)")
_AFTER = lazy(r"(?:左右|上下|以上)$")
_FINE_AFTER = ("游", "年来")
_FROM = lazy(r"(?:不少于|至少|不低于|最少)$")
_MORE = lazy(r"[余多](?=[\u4e00-\u9fff%]*$)")


@check(
    id="accurate/approximation-clash",
    name="约数重复",
    severity=Severity.WARNING,
    message="“{text}”用了两个表示约数的词，留一个即可。",
    norm=Norm("公文用语规范：表述准确、不重复"),
    examples=(
        Example("参会⟦约200人左右⟧，惠及⟦近300余人⟧，占比⟦超过50%以上⟧。"),
        Example("参会约200人，惠及300余人，占比超过50%，附近10余户。"),
    ),
)
def approximation_clash(context: Context) -> Iterator[Evidence]:
    """约、近、余、多、左右、上下、以上各有其义，叠用就互相矛盾。"""
    for quantity in context.facts.quantities:
        if not quantity.approximate:
            continue
        marks = [p for p in (_BEFORE, _AFTER, _MORE) if p.search(quantity.text)]
        if quantity.unit == "年" or context.facts.plain.startswith(_FINE_AFTER, quantity.end):
            continue  # 近十多年来, 上下游
        if len(marks) >= 2 and context.facts.plain[quantity.start - 1 : quantity.start] not in (
            "附",
            "最",
            "远",
            "节",
        ):
            yield Evidence(quantity.start, quantity.end)
