"""可以引用的各种记录：id 写在哪里，从哪个索引找到它。"""

from typing import Annotated

from macros.corpus.record import Form, Id, Ref

RowId = Annotated[Id, Ref("rows", "data/documents/、data/units/", "段落、任务、举措")]
ParagraphId = Annotated[Id, Ref("paragraph", "data/documents/", "段落")]
MainParagraphId = Annotated[Id, Ref("alignable", "data/documents/", "正文的段")]
DocumentId = Annotated[Id, Ref("documents", "data/documents/", "公文")]
TaskId = Annotated[Id, Ref("task", "data/units/", "重点任务")]
PeriodId = Annotated[Id, Ref("period", "data/periods.yml", "时段")]
PriorityId = Annotated[Id, Ref("priority", "data/priorities.yml", "工作重点")]
FactId = Annotated[Id, Ref("fact", "data/facts.yml", "事实")]
ProcedureId = Annotated[Id, Ref("procedure", "data/steps.yml", "步骤")]
OccasionId = Annotated[Id, Ref("occasion", "data/calendar.yml", "日子")]
PieceSlug = Annotated[Id, Ref("piece", "docs/publicity/", "资料", "文件名，不带 .md")]
LeafletSlug = Annotated[Id, Ref("leaflet", "docs/publicity/", "传单", "文件名，不带 .md")]
ColorId = Annotated[Id, Ref("tokens.colors", "data/tokens.yml", "颜色")]
PaletteId = Annotated[Id, Ref("tokens.palettes", "data/tokens.yml", "印刷的颜色")]
Phone = Annotated[
    str,
    Form(r"[0-9]{3,5}", "写 data/hotlines.yml 里的号码，加引号"),
    Ref("hotline", "data/hotlines.yml", "电话", "号码"),
]
