"""A page, and a page that fails; with the debugger or without."""
import sys

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "<a href='/err'>err</a> <a href='/page?name=a'>page</a>"


@app.route("/page")
def page():
    return "<p>a page</p>"


@app.route("/err")
def err():
    return str(1 // len([]))


app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=sys.argv[2] == "weak", use_reloader=False)
