site() { # folder with planted files
  mkdir -p "$1/.git" "$1/backup" "$1/files"
  echo '<html><title>Lab</title><body>It works</body></html>' > "$1/index.html"
  echo 'ref: refs/heads/main' > "$1/.git/HEAD"
  printf 'DB_HOST=localhost\nDB_PASSWORD=not-a-real-secret\n' > "$1/.env"
  echo '<?php $password = "not-a-real-secret";' > "$1/config.php.bak"
  echo 'CREATE TABLE users (id INT);' > "$1/backup/dump.sql"
  echo readme > "$1/files/readme.txt"
}
weak="$dir/nginx-weak" good="$dir/nginx-good"
mkdir -p "$weak" "$good" "$dir/apache" "$dir/lighttpd"
site "$weak/www"; site "$dir/apache/www"
mkdir -p "$good/www" "$dir/lighttpd/www/files"; echo '<html><title>Good</title></html>' > "$good/www/index.html"; echo x > "$dir/lighttpd/www/files/x.txt"
# An expired certificate: only `openssl ca` lets the dates be chosen.
mkdir -p "$weak/ca" && : > "$weak/ca/index" && echo 01 > "$weak/ca/serial"
printf '[ca]\ndefault_ca=x\n[x]\ndatabase=%s/ca/index\nserial=%s/ca/serial\nnew_certs_dir=%s/ca\ndefault_md=sha1\npolicy=p\n[p]\ncommonName=supplied\n' "$weak" "$weak" "$weak" > "$weak/ca/conf"
openssl req -new -newkey rsa:1024 -sha1 -nodes -subj /CN=wrong.example -keyout "$weak/key.pem" -out "$weak/ca/req" 2>/dev/null
openssl ca -batch -selfsign -config "$weak/ca/conf" -startdate 20190101000000Z -enddate 20200101000000Z -notext \
  -keyfile "$weak/key.pem" -in "$weak/ca/req" -out "$weak/cert.pem" 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=good.example -addext 'subjectAltName=IP:127.0.0.20' -days 300 \
  -keyout "$good/key.pem" -out "$good/cert.pem" 2>/dev/null
openssl dhparam -dsaparam -out "$weak/dh.pem" 1024 2>/dev/null
head='daemon off; pid /tmp/nginx.pid; error_log stderr; events {} http { access_log off; client_body_temp_path /tmp/b; proxy_temp_path /tmp/p; fastcgi_temp_path /tmp/f; uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s;'
cat > "$weak/conf" <<CONF
$head
  server { listen 127.0.0.19:80; root /srv/www; autoindex on; location = /nginx_status { stub_status; } location = / { index index.html; } }
  server { listen 127.0.0.19:443 ssl; root /srv/www; ssl_certificate /srv/cert.pem; ssl_certificate_key /srv/key.pem; ssl_dhparam /srv/dh.pem;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2; ssl_ciphers ALL:aNULL:eNULL:@SECLEVEL=0; }
  server { listen 127.0.0.19:8443 ssl; root /srv/www; ssl_certificate /srv/cert.pem; ssl_certificate_key /srv/key.pem;
    ssl_protocols TLSv1 TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0; }
}
CONF
cat > "$good/conf" <<CONF
$head
  server_tokens off;
  server { listen 127.0.0.20:443 ssl; root /srv/www; ssl_certificate /srv/cert.pem; ssl_certificate_key /srv/key.pem;
    ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384; ssl_prefer_server_ciphers on;
    add_header Strict-Transport-Security "max-age=31536000" always; }
}
CONF
boxed nginx-weak nginx -p /srv -c /srv/conf
boxed nginx-good nginx -p /srv -c /srv/conf
cat > "$dir/apache/conf" <<'CONF'
ServerRoot /srv
Listen 127.0.0.21:80
Listen 127.0.0.21:8081
ServerName lab.example
PidFile /tmp/apache.pid
ErrorLog /tmp/error.log
Mutex file:/tmp
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule autoindex_module /usr/lib/apache2/modules/mod_autoindex.so
LoadModule status_module /usr/lib/apache2/modules/mod_status.so
LoadModule info_module /usr/lib/apache2/modules/mod_info.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule dav_module /usr/lib/apache2/modules/mod_dav.so
LoadModule dav_fs_module /usr/lib/apache2/modules/mod_dav_fs.so
TypesConfig /etc/mime.types
DavLockDB /tmp/davlock
DocumentRoot /srv/www
TraceEnable On
<Directory /srv/www>
  Options +Indexes
  Require all granted
</Directory>
<Location /files>
  Dav On
</Location>
<Location /server-status>
  SetHandler server-status
</Location>
<Location /server-info>
  SetHandler server-info
</Location>
CONF
boxed apache /usr/sbin/apache2 -f /srv/conf -D FOREGROUND
cat > "$dir/lighttpd/conf" <<'CONF'
server.document-root = "/srv/www"
server.bind = "127.0.0.22"
server.port = 80
server.modules = ( "mod_dirlisting" )
dir-listing.activate = "enable"
CONF
boxed lighttpd lighttpd -D -f /srv/conf
