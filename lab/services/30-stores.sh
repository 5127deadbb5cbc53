boxed redis-open sh -c 'redis-server --bind 127.0.0.15 --port 16379 --protected-mode no --save "" & exec redis-server --bind 127.0.0.15 --port 6379 --protected-mode no --save ""'
boxed redis-good redis-server --bind 127.0.0.16 --port 6379 --requirepass 'correct horse battery staple' --save ''
boxed memcached memcached -l 127.0.0.17 -p 11211 -U 11211
boxed mariadb sh -c 'mariadb-install-db --no-defaults --auth-root-authentication-method=normal --datadir=/srv/db >/dev/null && exec mariadbd --no-defaults --datadir=/srv/db --bind-address=127.0.0.27 --port=3306 --socket=/tmp/my.sock --pid-file=/tmp/my.pid'
pg=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
boxed postgres sh -c "$pg/initdb -D /srv/db -U postgres -A trust >/dev/null && exec $pg/postgres -D /srv/db -h 127.0.0.28 -p 5432 -k /tmp -c fsync=off"
