mkdir -p "$dir/mosquitto" "$dir/rsync/files" "$dir/slapd/db" "$dir/tinyproxy" "$dir/inetd"
printf 'listener 1883 127.0.0.29\nallow_anonymous true\n' > "$dir/mosquitto/conf"
boxed mosquitto mosquitto -c /srv/conf
printf 'address = 127.0.0.30\nport = 873\nuse chroot = no\npid file = /tmp/rsync.pid\n[public]\npath = /srv/files\nread only = no\n' > "$dir/rsync/conf"
boxed rsync rsync --daemon --no-detach --config=/srv/conf
cat > "$dir/slapd/conf" <<'CONF'
include /etc/ldap/schema/core.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile /tmp/slapd.pid
database mdb
suffix "dc=lab,dc=example"
directory /srv/db
rootdn "cn=admin,dc=lab,dc=example"
rootpw not-a-real-secret
access to * by * read
CONF
printf 'dn: dc=lab,dc=example\nobjectClass: dcObject\nobjectClass: organization\no: Lab\ndc: lab\n' > "$dir/slapd/base.ldif"
boxed slapd sh -c 'slapadd -f /srv/conf -l /srv/base.ldif && exec slapd -f /srv/conf -h ldap://127.0.0.31:389 -d 0'
boxed dnsmasq dnsmasq --keep-in-foreground --conf-file=/dev/null --listen-address=127.0.0.32 --bind-interfaces --no-resolv --no-hosts --pid-file=/tmp/d.pid --user= --address=/lab.example/127.0.0.32
printf 'Port 8888\nListen 127.0.0.34\nMaxClients 20\nPidFile "/tmp/t.pid"\n' > "$dir/tinyproxy/conf"
boxed tinyproxy tinyproxy -d -c /srv/conf
cat > "$dir/inetd/conf" <<'CONF'
127.0.0.26:echo stream tcp nowait nobody internal
127.0.0.26:daytime stream tcp nowait nobody internal
127.0.0.26:chargen stream tcp nowait nobody internal
CONF
boxed inetd /usr/sbin/inetd -i /srv/conf
