"""Units of official prose: what is counted, what is measured, and which units share a dimension."""

from __future__ import annotations

_COUNTS = (
    "人次 户次 件次 辆次 家次 头次 班次 车次 架次 例次 次数 个工作日 个自然日 个小时 个月 人 名 位 户 家 个 件 起 例 宗 次 条 处 项 座 台 辆 头 只 "
    "羽 株 棵 套 间 栋 幢 所 度 级 周岁 岁 年 月 日 天 周 篇 期 份 批 场 班 车 艘 架 部 门 类 种 层 孔 眼 口 块 片 根 支 队 组 对 双 瓶 袋 箱 盒 册 卷 "
    "张 幅 枚 粒 分 村 镇 乡 县 趟 列 轮 届 页 字 款 笔 桶 包 捆 匹 尾 盏 顶 副 杆 节 课 堂 步 遍 票 桌 床 单 "
    "吨标准煤 标准箱 标箱 学时 课时 发 具 尊 畦 垄 片区 "
    "倍 成 番"
)
_MEASURES = (
    "平方公里 平方千米 平方米 平方厘米 立方米 立方 千瓦时 千瓦 兆瓦 公里 千米 公顷 公斤 千克 毫米 厘米 分米 毫克 微克 毫升 小时 分钟 秒 "
    "摄氏度 美元 港元 欧元 日元 华里 海里 吨 元 亩 米 升 克 斤 里 丈 尺 分贝 千伏 伏 % ‰ 百分点 个百分点 ℃ 平方"
)
MEASURED = frozenset([*_MEASURES.split(), "倍", "度"])
UNITS = frozenset([*_COUNTS.split(), *_MEASURES.split()])
LONGEST = max(map(len, UNITS))
BEGINS = frozenset(unit[0] for unit in UNITS)

# Units of one dimension in terms of its first: State Council order on legal units, 1984.
DIMENSIONS = {
    "公斤": ("公斤", 1.0), "千克": ("公斤", 1.0), "斤": ("公斤", 0.5), "吨": ("公斤", 1e3), "克": ("公斤", 1e-3), "毫克": ("公斤", 1e-6),
    "亩": ("亩", 1.0), "公顷": ("亩", 15.0), "平方公里": ("亩", 1500.0), "平方千米": ("亩", 1500.0), "平方米": ("亩", 0.0015),
    "米": ("米", 1.0), "公里": ("米", 1e3), "千米": ("米", 1e3), "里": ("米", 500.0), "华里": ("米", 500.0), "厘米": ("米", 0.01),
    "毫米": ("米", 0.001), "分米": ("米", 0.1), "海里": ("米", 1852.0),
    "小时": ("分钟", 60.0), "个小时": ("分钟", 60.0), "分钟": ("分钟", 1.0), "秒": ("分钟", 1 / 60), "天": ("分钟", 1440.0), "日": ("分钟", 1440.0),
    "周": ("分钟", 10080.0),
    "升": ("升", 1.0), "毫升": ("升", 1e-3), "立方米": ("升", 1e3), "立方": ("升", 1e3),
    "千瓦": ("千瓦", 1.0), "兆瓦": ("千瓦", 1e3),
}  # fmt: skip
# Words that count the same things; 人 and 人次 do not.
SYNONYMS = {
    "周岁": "岁", "个小时": "小时",
    "名": "人", "位": "人", "家": "户", "件": "起", "例": "起", "宗": "起", "个百分点": "百分点", "千克": "公斤", "千米": "公里",
    "立方": "立方米", "华里": "里", "平方千米": "平方公里", "幢": "栋",
}  # fmt: skip


_NOT_POINTS = frozenset("别之米成布贝管局公流钟红享支配批")  # 12分别, 三分之一


def unit_at(plain: str, position: int) -> str:
    """The longest unit that stands at this offset, or an empty string."""
    if plain[position : position + 1] not in BEGINS:
        return ""
    for length in range(LONGEST, 0, -1):
        unit = plain[position : position + length]
        if unit in UNITS:
            return "" if unit == "分" and plain[position + 1 : position + 2] in _NOT_POINTS else unit
    return ""
