"""A site of static files whose links are followed: what an application sets up that has this weakness."""
import sys

from aiohttp import web


async def index(_request):
    return web.Response(text="<a href='/static/note.txt'>note</a>", content_type="text/html")


app = web.Application()
app.router.add_get("/", index)
app.router.add_static("/static", "/srv/files", follow_symlinks=True)
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
