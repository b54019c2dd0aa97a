"""开放数据的各个文件当场写好；构建时写得慢的交给别的进程。"""

from macros.opendata.api import api
from macros.opendata.later import Later, json_bytes
from macros.opendata.tables import tables


def table_files(plan, edition):
    """全部表格：从网站根算起的地址和字节。"""
    made = {}
    for address, content in tables(plan, edition).items():
        made[address] = content.write(content.material) if isinstance(content, Later) else content
    return made


def api_files(plan, edition, outputs=None):
    """全部 JSON：从网站根算起的地址和文字。"""
    files = api(plan, edition, outputs)
    return {address: json_bytes(body).decode() for address, body in files.items()}
