# Clean control on .10, weak algorithms on .11.
mkdir -p "$dir/ssh-good" "$dir/ssh-weak"
ssh-keygen -q -t ed25519 -N '' -f "$dir/ssh-good/key" <<<y >/dev/null 2>&1
ssh-keygen -q -t rsa -b 1024 -N '' -f "$dir/ssh-weak/key" <<<y >/dev/null 2>&1
cat > "$dir/ssh-good/conf" <<'CONF'
ListenAddress 127.0.0.10:22
HostKey /srv/key
PidFile none
UsePAM no
PasswordAuthentication no
KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256
Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com
MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com
CONF
cat > "$dir/ssh-weak/conf" <<'CONF'
ListenAddress 127.0.0.11:22
ListenAddress 127.0.0.11:2222
HostKey /srv/key
PidFile none
UsePAM no
RequiredRSASize 1024
HostKeyAlgorithms ssh-rsa
KexAlgorithms diffie-hellman-group1-sha1,diffie-hellman-group14-sha1
Ciphers 3des-cbc,aes128-cbc
MACs hmac-md5,hmac-sha1
PermitRootLogin yes
PermitEmptyPasswords yes
CONF
boxed ssh-good /usr/sbin/sshd -D -e -f /srv/conf
boxed ssh-weak /usr/sbin/sshd -D -e -f /srv/conf
