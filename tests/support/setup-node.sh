#!/bin/sh
# 检查脚本和样式、工作流要用 npm：有就用，没有而又是 root 就装上，否则说清楚怎么装。
set -eu
command -v npm >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends nodejs npm >/dev/null
else
    echo "还缺 npm。请先运行：sudo apt-get install npm" >&2
    exit 1
fi
