mkdir -p "$dir/dovecot"
cat > "$dir/dovecot/conf" <<'CONF'
protocols = imap pop3
listen = 127.0.0.24
base_dir = /run/dovecot
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
mail_location = maildir:/srv/mail
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
service pop3-login {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = nopassword=no password=not-a-real-secret
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=/srv/mail
}
CONF
boxed dovecot dovecot -F -c /srv/conf
