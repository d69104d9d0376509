"""Answers of others, read whole: one `read` gives no more than what has come so far."""

import aiohttp


async def whole(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """The body, cut off after `most` bytes and what came with the last of them."""
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) >= most:
            answer.close()
            break
    return bytes(body)
