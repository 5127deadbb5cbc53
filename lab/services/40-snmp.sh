mkdir -p "$dir/snmpd"
printf 'rocommunity public\nrwcommunity private\nsysDescr Lab device\n' > "$dir/snmpd/conf"
boxed snmpd sh -c 'SNMP_PERSISTENT_DIR=/srv exec snmpd -f -Lo -C -c /srv/conf -I -smux -p /tmp/pid udp:127.0.0.18:161'
