//! The templates that are compiled in: the folder `checks/` of this project.

use std::sync::OnceLock;

use crate::template::Template;

/// File name and text of every template under `checks/`. A test holds the list against the folder.
const FILES: &[(&str, &str)] = &[
    ("consoles/adminer-page.yaml", include_str!("../../../checks/consoles/adminer-page.yaml")),
    ("consoles/airflow-open.yaml", include_str!("../../../checks/consoles/airflow-open.yaml")),
    (
        "consoles/code-hosting-public-projects.yaml",
        include_str!("../../../checks/consoles/code-hosting-public-projects.yaml"),
    ),
    ("consoles/consul-open.yaml", include_str!("../../../checks/consoles/consul-open.yaml")),
    ("consoles/couchdb-open.yaml", include_str!("../../../checks/consoles/couchdb-open.yaml")),
    ("consoles/docker-engine-open.yaml", include_str!("../../../checks/consoles/docker-engine-open.yaml")),
    (
        "consoles/docker-registry-open.yaml",
        include_str!("../../../checks/consoles/docker-registry-open.yaml"),
    ),
    ("consoles/druid-monitor.yaml", include_str!("../../../checks/consoles/druid-monitor.yaml")),
    ("consoles/elasticsearch-open.yaml", include_str!("../../../checks/consoles/elasticsearch-open.yaml")),
    ("consoles/etcd-open.yaml", include_str!("../../../checks/consoles/etcd-open.yaml")),
    (
        "consoles/flink-dashboard-open.yaml",
        include_str!("../../../checks/consoles/flink-dashboard-open.yaml"),
    ),
    ("consoles/grafana-anonymous.yaml", include_str!("../../../checks/consoles/grafana-anonymous.yaml")),
    ("consoles/graphql-console.yaml", include_str!("../../../checks/consoles/graphql-console.yaml")),
    (
        "consoles/hadoop-resource-manager-open.yaml",
        include_str!("../../../checks/consoles/hadoop-resource-manager-open.yaml"),
    ),
    ("consoles/haproxy-statistics.yaml", include_str!("../../../checks/consoles/haproxy-statistics.yaml")),
    ("consoles/influxdb-open.yaml", include_str!("../../../checks/consoles/influxdb-open.yaml")),
    ("consoles/jenkins-jobs-listed.yaml", include_str!("../../../checks/consoles/jenkins-jobs-listed.yaml")),
    (
        "consoles/jenkins-script-console.yaml",
        include_str!("../../../checks/consoles/jenkins-script-console.yaml"),
    ),
    ("consoles/jolokia-agent.yaml", include_str!("../../../checks/consoles/jolokia-agent.yaml")),
    ("consoles/jupyter-open.yaml", include_str!("../../../checks/consoles/jupyter-open.yaml")),
    ("consoles/kibana-open.yaml", include_str!("../../../checks/consoles/kibana-open.yaml")),
    ("consoles/kubernetes-api-open.yaml", include_str!("../../../checks/consoles/kubernetes-api-open.yaml")),
    ("consoles/laravel-ignition.yaml", include_str!("../../../checks/consoles/laravel-ignition.yaml")),
    ("consoles/laravel-telescope.yaml", include_str!("../../../checks/consoles/laravel-telescope.yaml")),
    ("consoles/nacos-users-listed.yaml", include_str!("../../../checks/consoles/nacos-users-listed.yaml")),
    ("consoles/node-red-open.yaml", include_str!("../../../checks/consoles/node-red-open.yaml")),
    ("consoles/ollama-open.yaml", include_str!("../../../checks/consoles/ollama-open.yaml")),
    ("consoles/phpmyadmin-open.yaml", include_str!("../../../checks/consoles/phpmyadmin-open.yaml")),
    ("consoles/phpmyadmin-setup.yaml", include_str!("../../../checks/consoles/phpmyadmin-setup.yaml")),
    ("consoles/prometheus-server.yaml", include_str!("../../../checks/consoles/prometheus-server.yaml")),
    (
        "consoles/rabbitmq-management-open.yaml",
        include_str!("../../../checks/consoles/rabbitmq-management-open.yaml"),
    ),
    ("consoles/selenium-grid-open.yaml", include_str!("../../../checks/consoles/selenium-grid-open.yaml")),
    ("consoles/solr-admin-open.yaml", include_str!("../../../checks/consoles/solr-admin-open.yaml")),
    (
        "consoles/sonarqube-settings-open.yaml",
        include_str!("../../../checks/consoles/sonarqube-settings-open.yaml"),
    ),
    ("consoles/spark-master-open.yaml", include_str!("../../../checks/consoles/spark-master-open.yaml")),
    (
        "consoles/spring-actuator-details.yaml",
        include_str!("../../../checks/consoles/spring-actuator-details.yaml"),
    ),
    ("consoles/spring-actuator-env.yaml", include_str!("../../../checks/consoles/spring-actuator-env.yaml")),
    (
        "consoles/spring-actuator-heapdump.yaml",
        include_str!("../../../checks/consoles/spring-actuator-heapdump.yaml"),
    ),
    ("consoles/supervisor-open.yaml", include_str!("../../../checks/consoles/supervisor-open.yaml")),
    ("consoles/supervisor-rpc-open.yaml", include_str!("../../../checks/consoles/supervisor-rpc-open.yaml")),
    ("consoles/tomcat-manager-open.yaml", include_str!("../../../checks/consoles/tomcat-manager-open.yaml")),
    ("consoles/traefik-dashboard.yaml", include_str!("../../../checks/consoles/traefik-dashboard.yaml")),
    (
        "consoles/vault-not-initialized.yaml",
        include_str!("../../../checks/consoles/vault-not-initialized.yaml"),
    ),
    ("consoles/werkzeug-console.yaml", include_str!("../../../checks/consoles/werkzeug-console.yaml")),
    ("consoles/yii-debug-tools.yaml", include_str!("../../../checks/consoles/yii-debug-tools.yaml")),
    ("exposures/aspnet-appsettings.yaml", include_str!("../../../checks/exposures/aspnet-appsettings.yaml")),
    ("exposures/aspnet-web-config.yaml", include_str!("../../../checks/exposures/aspnet-web-config.yaml")),
    (
        "exposures/aws-credentials-file.yaml",
        include_str!("../../../checks/exposures/aws-credentials-file.yaml"),
    ),
    ("exposures/backup-archive.yaml", include_str!("../../../checks/exposures/backup-archive.yaml")),
    ("exposures/ci-pipeline-file.yaml", include_str!("../../../checks/exposures/ci-pipeline-file.yaml")),
    (
        "exposures/cloud-metadata-proxied.yaml",
        include_str!("../../../checks/exposures/cloud-metadata-proxied.yaml"),
    ),
    (
        "exposures/cloud-service-account-key.yaml",
        include_str!("../../../checks/exposures/cloud-service-account-key.yaml"),
    ),
    ("exposures/cms-version-file.yaml", include_str!("../../../checks/exposures/cms-version-file.yaml")),
    (
        "exposures/cvs-administration-files.yaml",
        include_str!("../../../checks/exposures/cvs-administration-files.yaml"),
    ),
    ("exposures/database-dump.yaml", include_str!("../../../checks/exposures/database-dump.yaml")),
    (
        "exposures/docker-compose-file.yaml",
        include_str!("../../../checks/exposures/docker-compose-file.yaml"),
    ),
    (
        "exposures/docker-registry-credentials.yaml",
        include_str!("../../../checks/exposures/docker-registry-credentials.yaml"),
    ),
    ("exposures/dockerfile.yaml", include_str!("../../../checks/exposures/dockerfile.yaml")),
    ("exposures/dotenv-file.yaml", include_str!("../../../checks/exposures/dotenv-file.yaml")),
    ("exposures/ds-store-file.yaml", include_str!("../../../checks/exposures/ds-store-file.yaml")),
    ("exposures/editor-swap-file.yaml", include_str!("../../../checks/exposures/editor-swap-file.yaml")),
    (
        "exposures/flash-cross-domain-policy.yaml",
        include_str!("../../../checks/exposures/flash-cross-domain-policy.yaml"),
    ),
    (
        "exposures/ftp-client-settings.yaml",
        include_str!("../../../checks/exposures/ftp-client-settings.yaml"),
    ),
    ("exposures/git-config.yaml", include_str!("../../../checks/exposures/git-config.yaml")),
    ("exposures/git-head-log.yaml", include_str!("../../../checks/exposures/git-head-log.yaml")),
    (
        "exposures/graphql-introspection.yaml",
        include_str!("../../../checks/exposures/graphql-introspection.yaml"),
    ),
    ("exposures/htaccess-file.yaml", include_str!("../../../checks/exposures/htaccess-file.yaml")),
    ("exposures/htpasswd-file.yaml", include_str!("../../../checks/exposures/htpasswd-file.yaml")),
    ("exposures/ide-project-files.yaml", include_str!("../../../checks/exposures/ide-project-files.yaml")),
    ("exposures/java-web-inf.yaml", include_str!("../../../checks/exposures/java-web-inf.yaml")),
    ("exposures/kubeconfig-file.yaml", include_str!("../../../checks/exposures/kubeconfig-file.yaml")),
    ("exposures/laravel-log.yaml", include_str!("../../../checks/exposures/laravel-log.yaml")),
    (
        "exposures/mercurial-repository.yaml",
        include_str!("../../../checks/exposures/mercurial-repository.yaml"),
    ),
    (
        "exposures/npm-credentials-file.yaml",
        include_str!("../../../checks/exposures/npm-credentials-file.yaml"),
    ),
    (
        "exposures/openapi-description.yaml",
        include_str!("../../../checks/exposures/openapi-description.yaml"),
    ),
    ("exposures/package-manifests.yaml", include_str!("../../../checks/exposures/package-manifests.yaml")),
    ("exposures/php-settings-file.yaml", include_str!("../../../checks/exposures/php-settings-file.yaml")),
    ("exposures/php-source-backup.yaml", include_str!("../../../checks/exposures/php-source-backup.yaml")),
    (
        "exposures/plain-credentials-file.yaml",
        include_str!("../../../checks/exposures/plain-credentials-file.yaml"),
    ),
    ("exposures/private-key-file.yaml", include_str!("../../../checks/exposures/private-key-file.yaml")),
    ("exposures/rails-secrets.yaml", include_str!("../../../checks/exposures/rails-secrets.yaml")),
    ("exposures/s3-bucket-listing.yaml", include_str!("../../../checks/exposures/s3-bucket-listing.yaml")),
    ("exposures/shell-history.yaml", include_str!("../../../checks/exposures/shell-history.yaml")),
    ("exposures/source-map.yaml", include_str!("../../../checks/exposures/source-map.yaml")),
    (
        "exposures/spring-application-settings.yaml",
        include_str!("../../../checks/exposures/spring-application-settings.yaml"),
    ),
    ("exposures/sqlite-database.yaml", include_str!("../../../checks/exposures/sqlite-database.yaml")),
    ("exposures/svn-working-copy.yaml", include_str!("../../../checks/exposures/svn-working-copy.yaml")),
    ("exposures/terraform-state.yaml", include_str!("../../../checks/exposures/terraform-state.yaml")),
    ("exposures/web-server-log.yaml", include_str!("../../../checks/exposures/web-server-log.yaml")),
    (
        "exposures/wordpress-config-backup.yaml",
        include_str!("../../../checks/exposures/wordpress-config-backup.yaml"),
    ),
    (
        "exposures/wordpress-debug-log.yaml",
        include_str!("../../../checks/exposures/wordpress-debug-log.yaml"),
    ),
    ("exposures/wordpress-users.yaml", include_str!("../../../checks/exposures/wordpress-users.yaml")),
    (
        "misconfiguration/apache-server-info.yaml",
        include_str!("../../../checks/misconfiguration/apache-server-info.yaml"),
    ),
    (
        "misconfiguration/apache-server-status.yaml",
        include_str!("../../../checks/misconfiguration/apache-server-status.yaml"),
    ),
    (
        "misconfiguration/aspnet-trace.yaml",
        include_str!("../../../checks/misconfiguration/aspnet-trace.yaml"),
    ),
    (
        "misconfiguration/cors-any-origin-with-credentials.yaml",
        include_str!("../../../checks/misconfiguration/cors-any-origin-with-credentials.yaml"),
    ),
    (
        "misconfiguration/cors-null-origin-with-credentials.yaml",
        include_str!("../../../checks/misconfiguration/cors-null-origin-with-credentials.yaml"),
    ),
    (
        "misconfiguration/default-start-page.yaml",
        include_str!("../../../checks/misconfiguration/default-start-page.yaml"),
    ),
    (
        "misconfiguration/directory-listing.yaml",
        include_str!("../../../checks/misconfiguration/directory-listing.yaml"),
    ),
    (
        "misconfiguration/django-debug-page.yaml",
        include_str!("../../../checks/misconfiguration/django-debug-page.yaml"),
    ),
    ("misconfiguration/elmah-log.yaml", include_str!("../../../checks/misconfiguration/elmah-log.yaml")),
    (
        "misconfiguration/forwarded-host-in-links.yaml",
        include_str!("../../../checks/misconfiguration/forwarded-host-in-links.yaml"),
    ),
    ("misconfiguration/go-profiler.yaml", include_str!("../../../checks/misconfiguration/go-profiler.yaml")),
    (
        "misconfiguration/nginx-status.yaml",
        include_str!("../../../checks/misconfiguration/nginx-status.yaml"),
    ),
    (
        "misconfiguration/open-forward-proxy.yaml",
        include_str!("../../../checks/misconfiguration/open-forward-proxy.yaml"),
    ),
    (
        "misconfiguration/php-fpm-status.yaml",
        include_str!("../../../checks/misconfiguration/php-fpm-status.yaml"),
    ),
    (
        "misconfiguration/phpinfo-page.yaml",
        include_str!("../../../checks/misconfiguration/phpinfo-page.yaml"),
    ),
    (
        "misconfiguration/prometheus-metrics.yaml",
        include_str!("../../../checks/misconfiguration/prometheus-metrics.yaml"),
    ),
    (
        "misconfiguration/rails-info-pages.yaml",
        include_str!("../../../checks/misconfiguration/rails-info-pages.yaml"),
    ),
    (
        "misconfiguration/symfony-profiler.yaml",
        include_str!("../../../checks/misconfiguration/symfony-profiler.yaml"),
    ),
    (
        "misconfiguration/tomcat-examples.yaml",
        include_str!("../../../checks/misconfiguration/tomcat-examples.yaml"),
    ),
    (
        "misconfiguration/trace-method.yaml",
        include_str!("../../../checks/misconfiguration/trace-method.yaml"),
    ),
    (
        "misconfiguration/werkzeug-debugger.yaml",
        include_str!("../../../checks/misconfiguration/werkzeug-debugger.yaml"),
    ),
    (
        "misconfiguration/xmlrpc-methods-listed.yaml",
        include_str!("../../../checks/misconfiguration/xmlrpc-methods-listed.yaml"),
    ),
    ("products/apache-path-escape.yaml", include_str!("../../../checks/products/apache-path-escape.yaml")),
    (
        "products/coldfusion-file-read.yaml",
        include_str!("../../../checks/products/coldfusion-file-read.yaml"),
    ),
    ("products/flink-file-read.yaml", include_str!("../../../checks/products/flink-file-read.yaml")),
    ("products/glassfish-file-read.yaml", include_str!("../../../checks/products/glassfish-file-read.yaml")),
    ("products/gradio-file-read.yaml", include_str!("../../../checks/products/gradio-file-read.yaml")),
    (
        "products/grafana-plugin-file-read.yaml",
        include_str!("../../../checks/products/grafana-plugin-file-read.yaml"),
    ),
    ("products/java-web-inf-escape.yaml", include_str!("../../../checks/products/java-web-inf-escape.yaml")),
    (
        "products/joomla-settings-open.yaml",
        include_str!("../../../checks/products/joomla-settings-open.yaml"),
    ),
    ("products/metabase-file-read.yaml", include_str!("../../../checks/products/metabase-file-read.yaml")),
    (
        "products/minio-environment-open.yaml",
        include_str!("../../../checks/products/minio-environment-open.yaml"),
    ),
    ("products/nexus-file-read.yaml", include_str!("../../../checks/products/nexus-file-read.yaml")),
    (
        "products/node-red-dashboard-file-read.yaml",
        include_str!("../../../checks/products/node-red-dashboard-file-read.yaml"),
    ),
    (
        "products/spring-config-file-read.yaml",
        include_str!("../../../checks/products/spring-config-file-read.yaml"),
    ),
    (
        "products/supervisor-remote-commands.yaml",
        include_str!("../../../checks/products/supervisor-remote-commands.yaml"),
    ),
    ("products/vite-file-read.yaml", include_str!("../../../checks/products/vite-file-read.yaml")),
];

/// The templates of our own, in the order of their ids.
///
/// # Panics
/// If a compiled-in template is refused, which a test rules out.
pub fn builtin() -> &'static [Template] {
    static ALL: OnceLock<Vec<Template>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |(file, text): &(&str, &str)| {
            Template::parse(file, text)
                .unwrap_or_else(|why| panic!("compiled-in templates are read by a test: {why:?}"))
        };
        let mut all: Vec<Template> = FILES.iter().map(read).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    })
}
