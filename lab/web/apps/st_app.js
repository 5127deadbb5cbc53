// A site of static files.
const http = require('http');
const st = require('st');
http.createServer(st({ path: '/srv/files', url: '/', index: 'index.html' })).listen(Number(process.argv[2]), '127.0.0.1');
