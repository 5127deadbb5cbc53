# Clean controls beside the one of 10-ssh.sh, the Redis with a password and the sound nginx: the same services, set up
# well. Anything found here that truth.tsv does not name is a false alarm.
mkdir -p "$dir/postgres-good" "$dir/mariadb-good" "$dir/mosquitto-good" "$dir/snmpd-good" "$dir/tinyproxy-good" "$dir/rsync-good/files" \
  "$dir/slapd-good/db" "$dir/nginx-soft/www"
good='correct horse battery staple'
echo "$good" > "$dir/postgres-good/password"
boxed postgres-good sh -c "$pg/initdb -D /srv/db -U postgres -A scram-sha-256 --pwfile=/srv/password >/dev/null && exec $pg/postgres -D /srv/db -h 127.0.0.40 -p 5432 -k /tmp -c fsync=off"
echo "ALTER USER root@localhost IDENTIFIED BY '$good';" > "$dir/mariadb-good/init.sql"
boxed mariadb-good sh -c 'mariadb-install-db --no-defaults --skip-test-db --auth-root-authentication-method=normal --datadir=/srv/db >/dev/null && exec mariadbd --no-defaults --datadir=/srv/db --init-file=/srv/init.sql --bind-address=127.0.0.41 --port=3306 --socket=/tmp/my.sock --pid-file=/tmp/my.pid'
printf 'listener 1883 127.0.0.42\nallow_anonymous false\n' > "$dir/mosquitto-good/conf"
boxed mosquitto-good mosquitto -c /srv/conf
printf 'rocommunity n0t-a-d3fault-community\nsysDescr Lab device\n' > "$dir/snmpd-good/conf"
boxed snmpd-good sh -c 'SNMP_PERSISTENT_DIR=/srv exec snmpd -f -Lo -C -c /srv/conf -I -smux -p /tmp/pid udp:127.0.0.43:161'
printf 'Port 8888\nListen 127.0.0.44\nMaxClients 20\nAllow 192.0.2.1\nPidFile "/tmp/t.pid"\n' > "$dir/tinyproxy-good/conf"
boxed tinyproxy-good tinyproxy -d -c /srv/conf
# A site that answers 200 to every path, as single-page applications do.
echo '<html><title>Lab</title><body><a href="/">Home</a> KEY=value</body></html>' > "$dir/nginx-soft/www/index.html"
echo "$head server_tokens off; server { listen 127.0.0.45:80; root /srv/www; location / { try_files \$uri /index.html; } } }" > "$dir/nginx-soft/conf"
boxed nginx-soft nginx -p /srv -c /srv/conf
printf 'backup:%s\n' "$good" > "$dir/rsync-good/secrets"; chmod 600 "$dir/rsync-good/secrets"
printf 'address = 127.0.0.46\nport = 873\nuse chroot = no\npid file = /tmp/rsync.pid\n[backup]\npath = /srv/files\nauth users = backup\nsecrets file = /srv/secrets\n' > "$dir/rsync-good/conf"
boxed rsync-good rsync --daemon --no-detach --config=/srv/conf
sed 's/^access to \* by \* read$/access to dn.base="" by * read\naccess to * by anonymous auth by users read/' "$dir/slapd/conf" > "$dir/slapd-good/conf"
cp "$dir/slapd/base.ldif" "$dir/slapd-good/"
boxed slapd-good sh -c 'slapadd -f /srv/conf -l /srv/base.ldif && exec slapd -f /srv/conf -h ldap://127.0.0.47:389 -d 0'
