mkdir -p "$dir/vsftpd/root"
cat > "$dir/vsftpd/conf" <<'CONF'
listen=YES
listen_address=127.0.0.12
anonymous_enable=YES
no_anon_password=YES
local_enable=NO
run_as_launching_user=YES
anon_root=/srv/root
secure_chroot_dir=/srv/root
seccomp_sandbox=NO
one_process_model=YES
background=NO
CONF
boxed vsftpd sh -c 'exec /usr/sbin/vsftpd /srv/conf'
