"""The effect of a document (效力状态) in words."""

EFFECTS = {
    "not_yet": "尚未生效",
    "valid": "有效",
    "amended": "已修改，有效",
    "suspended": "部分停止执行",
    "lapsed": "已失效",
    "repealed": "已废止",
    "replaced": "已被替代",
}
