// Generated from docs/openapi/dast.json by `npm run gen`. Do not edit.
export interface paths {
    "/account/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the account */
        get: operations["account_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the account */
        patch: operations["account_update"];
        trace?: never;
    };
    "/auth/obtain/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a token for a user name and a password */
        post: operations["auth_obtain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a new token for one that is still good */
        post: operations["auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/revoke/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a token */
        post: operations["auth_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a token */
        post: operations["auth_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show scans, coming due times and blackout periods */
        get: operations["calendar_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar/feed/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show whether there is a feed */
        get: operations["calendar_feed_view"];
        put?: never;
        /** Make a feed for calendars, in place of an earlier one: its address holds a secret, shown once */
        post: operations["calendar_feed_create"];
        /** End the feed: its address leads nowhere from now on */
        delete: operations["calendar_feed_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cli/analytics/event/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an event of a client and drop it */
        post: operations["cli_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/enterprise/auth/obtain/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a token for a user name and a password */
        post: operations["enterprise_auth_obtain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/enterprise/auth/refresh/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a new token for one that is still good */
        post: operations["enterprise_auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/enterprise/auth/revoke/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a token */
        post: operations["enterprise_auth_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/enterprise/auth/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a token */
        post: operations["enterprise_auth_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List findings */
        get: operations["finding_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a finding by target and number */
        get: operations["finding_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Decide on a finding */
        patch: operations["finding_update"];
        trace?: never;
    };
    "/findings/bulk/update/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide on findings alike, all or none */
        post: operations["finding_bulk_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of the account */
        get: operations["key_list"];
        put?: never;
        /** Create a key of the account; it is shown once */
        post: operations["key_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a key of the account */
        get: operations["key_view"];
        put?: never;
        post?: never;
        /** Delete a key of the account */
        delete: operations["key_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/labels/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List finding labels */
        get: operations["label_list"];
        put?: never;
        /** Create a finding label */
        post: operations["label_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/labels/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a finding label */
        get: operations["label_view"];
        /** Change a finding label */
        put: operations["label_replace"];
        post?: never;
        /** Delete a finding label */
        delete: operations["label_delete"];
        options?: never;
        head?: never;
        /** Change a finding label */
        patch: operations["label_update"];
        trace?: never;
    };
    "/labels/targets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List target labels */
        get: operations["target_label_list"];
        put?: never;
        /** Create a target label */
        post: operations["target_label_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/labels/targets/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a target label */
        get: operations["target_label_view"];
        /** Change a target label */
        put: operations["target_label_replace"];
        post?: never;
        /** Delete a target label */
        delete: operations["target_label_delete"];
        options?: never;
        head?: never;
        /** Change a target label */
        patch: operations["target_label_update"];
        trace?: never;
    };
    "/profile/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the caller */
        get: operations["profile_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profile/change_password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the caller's password */
        post: operations["profile_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List reports, newest first */
        get: operations["report_list"];
        put?: never;
        /** Ask for a report of a scan */
        post: operations["report_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how far a report is */
        get: operations["report_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report/{id}/download/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a report */
        get: operations["report_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scan-profiles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scan profiles */
        get: operations["scan_profile_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scan-profiles/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a scan profile */
        get: operations["scan_profile_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scans */
        get: operations["scan_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a scan */
        get: operations["scan_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/bulk/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel scans */
        post: operations["scan_bulk_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/bulk/pause/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause scans */
        post: operations["scan_bulk_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/bulk/resume/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume paused scans */
        post: operations["scan_bulk_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scans/bulk/start/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Scan targets now, all or none */
        post: operations["scan_bulk_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scheduledscans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scheduled scans */
        get: operations["scheduledscan_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scheduledscans/bulk/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Schedule scans of targets alike, all or none */
        post: operations["scheduledscan_bulk_create"];
        /** Delete scheduled scans, all or none */
        delete: operations["scheduledscan_bulk_delete"];
        options?: never;
        head?: never;
        /** Change scheduled scans alike, all or none */
        patch: operations["scheduledscan_bulk_update"];
        trace?: never;
    };
    "/scheduledscans/occurrences/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what became of due times */
        get: operations["scheduledscan_occurrence_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scheduledscans/preview/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the due times of a scheduled scan that need not exist, and what becomes of them */
        post: operations["scheduledscan_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List targets */
        get: operations["target_list"];
        put?: never;
        /** Create a target */
        post: operations["target_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a target */
        get: operations["target_view"];
        /** Change a target */
        put: operations["target_replace"];
        post?: never;
        /** Delete a target with its scans and findings */
        delete: operations["target_delete"];
        options?: never;
        head?: never;
        /** Change a target */
        patch: operations["target_update"];
        trace?: never;
    };
    "/targets/{id}/api-auth/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Clear API authentication */
        delete: operations["target_clear_api_auth"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/assets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the extra hosts of a target */
        get: operations["asset_list"];
        put?: never;
        /** Add an extra host */
        post: operations["asset_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/assets/{asset_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an extra host */
        get: operations["asset_view"];
        /** Change an extra host */
        put: operations["asset_replace"];
        post?: never;
        /** Remove an extra host */
        delete: operations["asset_delete"];
        options?: never;
        head?: never;
        /** Change an extra host */
        patch: operations["asset_update"];
        trace?: never;
    };
    "/targets/{id}/assets/{asset_id}/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the ownership of an extra host */
        post: operations["asset_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/logout-detection/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Clear logout detection */
        delete: operations["target_clear_logout_detection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List logout detectors */
        get: operations["logout_detector_list"];
        put?: never;
        /** Add a logout detector */
        post: operations["logout_detector_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/logout/{detector_id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a logout detector */
        get: operations["logout_detector_view"];
        put?: never;
        post?: never;
        /** Remove a logout detector */
        delete: operations["logout_detector_delete"];
        options?: never;
        head?: never;
        /** Change a logout detector */
        patch: operations["logout_detector_update"];
        trace?: never;
    };
    "/targets/{id}/otp/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Clear two-factor settings */
        delete: operations["target_clear_otp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/settings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show scanner settings */
        get: operations["target_settings_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change scanner settings */
        patch: operations["target_settings_update"];
        trace?: never;
    };
    "/targets/{id}/site/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the core settings of a target */
        get: operations["target_site_view"];
        /** Change the core settings */
        put: operations["target_site_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the core settings */
        patch: operations["target_site_update"];
        trace?: never;
    };
    "/targets/{id}/site/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the ownership of a target */
        post: operations["target_site_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/upload_api_schema_file/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload the description of an API, at most 5 MiB */
        post: operations["target_upload_schema"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{id}/verify/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove the ownership of a target */
        post: operations["target_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/average_fix_time/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long findings of a target are open before they are fixed */
        get: operations["target_average_fix_time"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/findings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the findings of a target */
        get: operations["target_finding_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/findings/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a finding of a target */
        get: operations["target_finding_view"];
        /** Decide on a finding of a target */
        put: operations["target_finding_replace"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Decide on a finding of a target */
        patch: operations["target_finding_update"];
        trace?: never;
    };
    "/targets/{target_id}/findings/{id}/log/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what became of a finding */
        get: operations["target_finding_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/findings/bulk-update/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide on findings of a target alike, all or none */
        post: operations["target_finding_bulk_update_2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/findings/bulk/update/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Decide on findings of a target alike, all or none */
        patch: operations["target_finding_bulk_update"];
        trace?: never;
    };
    "/targets/{target_id}/keys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the keys of a target */
        get: operations["target_key_list"];
        put?: never;
        /** Create a key of a target; it is shown once */
        post: operations["target_key_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/keys/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a key of a target */
        get: operations["target_key_view"];
        put?: never;
        post?: never;
        /** Delete a key of a target */
        delete: operations["target_key_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/risk_trend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The risk of a target over the last thirty days */
        get: operations["target_risk_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scan_now/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Scan a target now */
        post: operations["target_scan_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the scans of a target */
        get: operations["target_scan_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a scan of a target */
        get: operations["target_scan_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a scan */
        post: operations["scan_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/endpoints/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what the crawler asked for: all of it as CSV, or page by page */
        get: operations["scan_endpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/pause/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a scan */
        post: operations["scan_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/report/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the report of a scan as PDF */
        get: operations["scan_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/report/default/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the report of a scan as PDF */
        get: operations["scan_report_default"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/resume/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a paused scan */
        post: operations["scan_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/{id}/stop/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a scan */
        post: operations["scan_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scans/dates/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the days on which scans ran */
        get: operations["target_scan_dates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scheduledscans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the scheduled scans of a target */
        get: operations["target_scheduledscan_list"];
        put?: never;
        /** Schedule a scan */
        post: operations["target_scheduledscan_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/scheduledscans/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a scheduled scan */
        get: operations["target_scheduledscan_view"];
        /** Replace a scheduled scan */
        put: operations["target_scheduledscan_replace"];
        post?: never;
        /** Delete a scheduled scan */
        delete: operations["target_scheduledscan_delete"];
        options?: never;
        head?: never;
        /** Change a scheduled scan */
        patch: operations["target_scheduledscan_update"];
        trace?: never;
    };
    "/targets/{target_id}/scheduledscans/expanded/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the next due times of a target */
        get: operations["target_scheduledscan_expanded"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/severity_trend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open findings of a target over the last thirty days */
        get: operations["target_severity_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/{target_id}/top_vulns/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The five findings of a target that are open most often */
        get: operations["target_top_vulns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/activate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take archived targets into use */
        post: operations["target_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/average_fix_time/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long findings are open before they are fixed */
        get: operations["all_average_fix_time"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/needs_attention_pie/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many targets have open findings */
        get: operations["all_needs_attention_pie"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/needs_attention_top/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The targets with the worst open findings */
        get: operations["all_needs_attention_top"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/risk_trend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The risk of the last thirty days */
        get: operations["all_risk_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/scans/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scans */
        get: operations["scan_list_all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/scheduledscans/expanded/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the next due times of all targets */
        get: operations["scheduledscan_expanded"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/severity_trend/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open findings of the last thirty days */
        get: operations["all_severity_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/all/top_vulns/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The five findings that are open most often */
        get: operations["all_top_vulns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/archive/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archive targets */
        post: operations["target_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/archived/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** List archived targets */
        post: operations["target_archived"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/assets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the extra hosts of all targets */
        get: operations["asset_list_all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/bulk/delete/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete targets, all or none */
        post: operations["target_bulk_delete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/targets/bulk/update/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change targets alike, all or none */
        post: operations["target_bulk_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["user_list"];
        put?: never;
        /** Create a user */
        post: operations["user_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a user */
        get: operations["user_view"];
        /** Change a user */
        put: operations["user_replace"];
        post?: never;
        /** Deactivate a user */
        delete: operations["user_delete"];
        options?: never;
        head?: never;
        /** Change a user */
        patch: operations["user_update"];
        trace?: never;
    };
    "/vulnerability_definitions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is looked for */
        get: operations["definition_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account: the organization of the caller. Nothing is billed here. */
        Account: {
            /** @description `off`. */
            auto_collection: string;
            /** Format: int32 */
            available_slots?: number | null;
            /** Format: int32 */
            balance: number;
            balance_currency_code: string;
            /** Format: int32 */
            free_target_quantity: number;
            has_used_trial: boolean;
            heroku: boolean;
            id: string;
            name: string;
            next_billing_at?: string | null;
            plan: components["schemas"]["Plan"];
            /** Format: int32 */
            plan_amount: number;
            /** Format: int32 */
            plan_target_quantity: number;
            /** Format: int32 */
            pool_size: number;
            /** @description `active`. */
            status: string;
            trial_end?: string | null;
            /** @description Names that may be scanned without proof of ownership: as such, `*.name` everything below (an addition of ours). */
            x_allowed_names: string[];
            /** @description Addresses that may be scanned without proof of ownership: the organization's ranges (an addition of ours). */
            x_allowed_ranges: string[];
        };
        /** @description What of an account can be changed. Names and plans are not changed here. */
        AccountInput: {
            /** @description Names that may be scanned without proof of ownership: all of them. */
            x_allowed_names?: string[] | null;
            /** @description Addresses that may be scanned without proof of ownership, as CIDRs: all of them. */
            x_allowed_ranges?: string[] | null;
        };
        /** @description The targets that were acted on. */
        Acted: {
            ids: string[];
        };
        /** @description A thing that happened to a finding. */
        Activity: {
            /** @description `created`, `found`, `changed`, `comment`. */
            change: string;
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            /** @description Which field. */
            field: string;
            old_value: string;
            value: string;
        };
        /** @description A remote scanner. */
        Agent: {
            fallback: boolean;
            id: string;
            installer_generated: boolean;
            /** Format: int64 */
            latest_handshake?: number | null;
            name: string;
            online: boolean;
            /** Format: int64 */
            rx_bytes: number;
            /** Format: int64 */
            tx_bytes: number;
        };
        /** @description A profile that scans of the target may use. */
        AllowedProfile: {
            builtin: boolean;
            description: string;
            id: string;
            name: string;
        };
        /** @description How an API is described and signed in to. */
        ApiScanInput: {
            api_login_enabled?: boolean | null;
            api_login_payload?: string | null;
            api_login_token_field?: string | null;
            api_login_url?: string | null;
            /** @description `openapi`, `postman`. */
            api_schema_type?: string | null;
            api_schema_url?: string | null;
            custom_api_parameters?: components["schemas"]["NameValueInput"][] | null;
            /** @description `application/json`, `application/x-www-form-urlencoded`. */
            media_type?: string | null;
            /** @description `cookie`, `header` or empty. */
            token_parameter_location?: string | null;
            token_parameter_name?: string | null;
            token_prefix?: string | null;
        };
        /** @description How an API is described and signed in to. */
        ApiScanSettings: {
            api_login_enabled: boolean;
            /** @description A mask; empty if there is none. */
            api_login_payload: string;
            api_login_token_field: string;
            api_login_url: string;
            /** @description Name of the uploaded description. */
            api_schema_file?: string | null;
            /** @description `openapi`, `postman`. */
            api_schema_type?: string | null;
            api_schema_url?: string | null;
            custom_api_parameters: components["schemas"]["NameValue"][];
            /** @description `application/json`, `application/x-www-form-urlencoded`. */
            media_type: string;
            /** @description `cookie`, `header` or empty. */
            token_parameter_location: string;
            token_parameter_name: string;
            token_prefix: string;
        };
        /** @description An extra host: what is not said stays, or is the default. */
        AssetInput: {
            cookies?: components["schemas"]["SentValueInput"][] | null;
            desc?: string | null;
            headers?: components["schemas"]["SentValueInput"][] | null;
            /** @description `name` or `name:port`. */
            host?: string | null;
            include?: boolean | null;
            name?: string | null;
        };
        /** @description What came of it. */
        AssetVerified: {
            message: string;
        };
        /** @description An extra host. */
        AssetView: {
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            cookies: components["schemas"]["Sent"][];
            desc: string;
            headers: components["schemas"]["Sent"][];
            /** @description `name` or `name:port`. */
            host: string;
            id: string;
            /** @description Whether scans go there; they do only once its ownership is proven, or needs no proof. */
            include: boolean;
            name: string;
            stack: components["schemas"]["Technology"][];
            target?: components["schemas"]["SimpleTarget"] | null;
            verification_date?: string | null;
            verification_last_error: string;
            verification_method: string;
            verification_token: string;
            verified: boolean;
        };
        /** @description A user. */
        Assignee: string | {
            /** @description E-mail address. */
            email?: string | null;
            /** @description Id. */
            id?: string | null;
        };
        /** @description How long findings that were fixed within ninety days had been open on average. */
        AverageFixTime: {
            results: components["schemas"]["FixTimes"];
        };
        /** @description User and password. */
        BasicAuth: {
            /** @description A mask; empty if there is none. */
            password: string;
            username: string;
        };
        /** @description User and password. The mask leaves the password as it is. */
        BasicAuthInput: {
            password?: string | null;
            username?: string | null;
        };
        /** @description A window of local time in which no scan runs. */
        BlackoutInput: {
            begin?: string | null;
            cease?: string | null;
            enabled?: boolean | null;
            timezone?: string | null;
            /** @description 1 is Monday, 7 is Sunday. */
            weekdays?: number[] | null;
        };
        /** @description A window of local time in which no scan runs. */
        BlackoutPeriod: {
            /** @description `HH:MM` */
            begin: string;
            /** @description `HH:MM`; before `begin` it is on the next day. */
            cease: string;
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            enabled: boolean;
            /** @description IANA zone. */
            timezone: string;
            /** @description 1 is Monday, 7 is Sunday; none are all. */
            weekdays: number[];
        };
        /** @description Findings of the account and what changes about them. */
        BulkDecision: components["schemas"]["FindingInput"] & {
            ids: components["schemas"]["Key"][];
            /** @description Becomes the remark. */
            review_reason?: string | null;
            /** @description `rejected` makes them `invalid`, `accepted` confirms them (`notfixed`). */
            review_status?: string | null;
        };
        /** @description Findings of a target and what changes about them. */
        BulkOfTarget: components["schemas"]["FindingInput"] & {
            /** @description Another name of `ids`, which wins. */
            findingIds?: number[];
            ids?: number[];
        };
        /** @description Scans to be resumed. */
        BulkResume: {
            overrides?: components["schemas"]["ScanResume"] | null;
            scans: components["schemas"]["Ref"][];
        };
        /** @description Scans to be changed. */
        BulkScans: {
            scans: components["schemas"]["Ref"][];
        };
        /** @description Targets and how their scans are scheduled. */
        BulkSchedule: {
            scheduledscan: components["schemas"]["ScheduledInput"];
            targets: components["schemas"]["Ref"][];
        };
        /** @description Scheduled scans and what changes about them. */
        BulkScheduled: {
            scheduledscan?: components["schemas"]["ScheduledInput"] | null;
            scheduledscans: components["schemas"]["Ref"][];
        };
        /** @description Targets to scan now, with what the scans do differently. */
        BulkStart: components["schemas"]["ScanStart"] & {
            targets: components["schemas"]["Ref"][];
        };
        /** @description Targets, and what to change of them. */
        BulkUpdate: components["schemas"]["TargetInput"] & {
            /** @description Ids, at most 500. */
            ids: string[];
        };
        /** @description Events by their start. */
        Calendar: {
            results: components["schemas"]["CalendarEvent"][];
            /** @description Whether there are more than are shown; a shorter time shows them. */
            truncated: boolean;
        };
        /** @description What happened, will happen, or may not happen. */
        CalendarEvent: {
            blackout_id?: string | null;
            /** @description Of a due time to come: when it is due. */
            due?: string | null;
            /** @description None where it is not known. */
            end?: string | null;
            /** @description `run`, `planned`, `blackout`. */
            kind: string;
            /** @description Of a due time to come: `on_time`, `deferred`, `coalesced`, `never`. */
            outcome?: string | null;
            /** @description What a reader should know of it. */
            remarks: string[];
            /** @description The scan in the words of this dialect. */
            run_id?: string | null;
            scan_id?: string | null;
            /** @description The scheduled scan. */
            schedule_id?: string | null;
            /** @description Of a due time that does not start by itself: the due time. */
            start: string;
            /** @description State of a scan. */
            status?: string | null;
            target_id?: string | null;
            title: string;
        };
        /** @description Whether there is a feed of the active product. */
        CalendarFeed: {
            active: boolean;
            created_at?: string | null;
        };
        /** @description The findings that were changed. */
        Changed: {
            ids: components["schemas"]["Key"][];
        };
        /** @description Who changed something last. */
        ChangedBy: {
            email: string;
            /** @description Empty where it was the platform itself. */
            id: string;
            name: string;
        };
        /** @description The numbers of the findings that were changed. */
        ChangedOfTarget: {
            ids: number[];
        };
        /** @description Something that clients should know. */
        Coded: {
            code: string;
            message: string;
        };
        /** @description What a finding is about. */
        DefinitionView: {
            desc: string;
            id: string;
            name: string;
        };
        /** @description A sign of being signed out. */
        Detector: {
            id: string;
            /** @description `text`, `url`, `sel`. */
            type: string;
            value: string;
        };
        /** @description A sign of being signed out. */
        DetectorInput: {
            /** @description `text` in the page, `url`, or `sel` for an element. */
            type?: string | null;
            value?: string | null;
        };
        /** @description That it was done. */
        Done: {
            message: string;
        };
        /** @description Nothing. */
        Dropped: Record<string, never>;
        /** @description An address of a scan. */
        EndpointView: {
            /** @description Whether the request was made signed in. */
            authenticated: boolean;
            /**
             * Format: int32
             * @description Position among all addresses of the scan, from 1.
             */
            id: number;
            info: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            raw_request_size: number;
            /**
             * Format: int64
             * @description Bytes.
             */
            raw_response_size: number;
            /** @description Why it was rejected. */
            reason: string;
            request_method: string;
            /** Format: int32 */
            request_parameters_count: number;
            /** @description `accepted` or `rejected`. */
            result: string;
            /**
             * Format: int32
             * @description Null where nothing was answered.
             */
            status_code?: number | null;
            url: string;
        };
        /**
         * @description Messages by field (`non_field_errors` for the request as a whole), or `detail`, or `error`
         * @example {
         *       "name": [
         *         "This field is required."
         *       ],
         *       "non_field_errors": [
         *         "…"
         *       ]
         *     }
         * @example {
         *       "detail": "Not found."
         *     }
         * @example {
         *       "error": "The scan cannot start."
         *     }
         */
        Error: {
            [key: string]: unknown;
        };
        /** @description Whatever a client tells. */
        Event: Record<string, never>;
        /** @description A request and its answer, in Markdown. */
        Exchange: {
            request: string;
            response: string;
        };
        /** @description Due times, soonest first. */
        Expanded: {
            /** @description A scheduled scan for each of its due times. */
            results: components["schemas"]["Scheduled"][];
        };
        /** @description A weakness at one place of a target. */
        Finding: {
            assignee?: components["schemas"]["ChangedBy"] | null;
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            comment: string;
            created_at: string;
            /** Format: double */
            cvss_score: number;
            cvss_vector: string;
            definition: components["schemas"]["DefinitionView"];
            evidence?: string | null;
            extra: string;
            /** @description What to do, in Markdown. */
            fix: string;
            /**
             * Format: int64
             * @description Number, unique in the target.
             */
            id: number;
            insertion_point: string;
            labels: components["schemas"]["LabelView"][];
            last_found: string;
            /** @description In lower case; empty where there is none. */
            method: string;
            /** @description Whether the newest scan was the first to see it. */
            new: boolean;
            parameter: string;
            params?: {
                [key: string]: string[];
            } | null;
            /** @description The URL without query and fragment. */
            path: string;
            requests: components["schemas"]["Exchange"][];
            retesting: boolean;
            review_reason: string;
            review_status: string;
            /** @description The scans that saw it, newest first. */
            scans: string[];
            /**
             * Format: int32
             * @description 10 low, 20 medium, 30 high, 40 critical.
             */
            severity: number;
            /** @description `notfixed`, `fixed`, `invalid`, `accepted`. */
            state: string;
            target: components["schemas"]["SimpleTarget"];
            url: string;
            value: string;
        };
        /** @description A change of a finding; what is absent stays. What only a scan can say (`scans`, `last_found`, `new` …) is ignored. */
        FindingInput: {
            assignee?: components["schemas"]["Assignee"] | null;
            comment?: string | null;
            /** @description By id or by name; a name that is not there becomes a label. */
            labels?: components["schemas"]["FindingLabel"][] | null;
            /**
             * Format: int64
             * @description 10 low, 20 medium, 30 high, 40 critical.
             */
            severity?: number | null;
            /** @description `notfixed`, `invalid` or `accepted`. */
            state?: string | null;
        };
        /** @description A label. */
        FindingLabel: string | {
            /** @description Id. */
            id?: string | null;
            /** @description Name. */
            name?: string | null;
        };
        /** @description How far the fingerprinter is. */
        Fingerprinter: {
            /** @description Technologies found. */
            count: number;
            error: string[];
            /** @description Empty before it began; `started`, `ended`. */
            state: string;
            warning: string[];
        };
        /** @description Seconds; null where none was fixed. */
        FixTimes: {
            /** Format: int64 */
            critical?: number | null;
            /** Format: int64 */
            high?: number | null;
            /** Format: int64 */
            low?: number | null;
            /** Format: int64 */
            medium?: number | null;
        };
        /** @description A finding by target and number. */
        Key: {
            /** Format: int64 */
            finding_id: number;
            target_id: string;
        };
        /** @description A key to be made. */
        KeyBody: {
            name: string;
        };
        /** @description A key. */
        KeyView: {
            created: string;
            id: string;
            /** @description The key itself, where it was just made; it is stored nowhere. */
            key?: string | null;
            name: string;
        };
        /** @description A label: what is not said stays. */
        LabelBody: {
            /**
             * @description A word, or `#` and hexadecimal digits.
             * @example #00FF00
             */
            color?: string | null;
            name?: string | null;
        };
        /** @description A label. */
        LabelView: {
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            /** @description A word, or `#` and hexadecimal digits; may be empty. */
            color: string;
            id: string;
            name: string;
        };
        /** @description One due time with its one outcome. */
        LedgerEntry: {
            decided_at: string;
            /** @description When it was due. */
            due: string;
            id: string;
            /** @description `started`, `deferred`, `caught_up`, `coalesced`, `skipped`. */
            outcome: string;
            /** @description Why. */
            reason?: string | null;
            /** @description The scan that it started. */
            scan?: string | null;
            /** @description The scheduled scan. */
            scheduledscan?: string | null;
            target?: string | null;
            target_name?: string | null;
            /** @description What it waits for, as long as it does: `blackout`, `run`. */
            waits?: string | null;
            /** @description When it is looked at again, as long as it waits. */
            waits_until?: string | null;
        };
        /** @description Who signs in. */
        Login: {
            /** Format: password */
            password: string;
            /** @description The e-mail address; `email` is understood too. */
            username: string;
        };
        Named: [
            string,
            string
        ];
        /** @description A name and a value. */
        NameValue: {
            name: string;
            /** @description A mask where it is secret. */
            value: string;
        };
        /** @description A name and a value. */
        NameValueInput: {
            name: string;
            value?: string;
        };
        /** @description A new feed. */
        NewCalendarFeed: {
            created_at: string;
            /** @description What to subscribe to. Whoever knows it sees the feed; it is not shown again. */
            url: string;
        };
        /** @description A user just made. */
        NewUserView: components["schemas"]["User"] & {
            /**
             * Format: password
             * @description The password, where one was made up: it is shown only now.
             */
            password?: string | null;
        };
        /** @description The next scheduled scan of a target. */
        NextScan: components["schemas"]["TargetlessScheduled"] & {
            id: string;
        };
        /** @description The old password and, twice, the new one. */
        PasswordChange: {
            /**
             * Format: password
             * @description The new one again.
             */
            confpassword: string;
            /** Format: password */
            current_password: string;
            /** Format: password */
            password: string;
        };
        /** @description What the account may use. */
        Plan: {
            allowed_scan_profiles: string[];
            /** @description `flat_fee`. */
            charge_model: string;
            currency_code: string;
            description: string;
            id: string;
            is_trial: boolean;
            name: string;
            /** Format: int32 */
            period: number;
            /** @description `year`. */
            period_unit: string;
            /** Format: int32 */
            price: number;
        };
        /** @description A due time and what becomes of it. */
        PlannedTime: {
            /** @description How the clocks or the calendar moved it: `none`, `gap`, `overlap`, `month_end`. */
            adjusted: string;
            due: string;
            /** @description What clocks in the schedule's zone show then. */
            due_local: string;
            /** @description `on_time`, `deferred`, `coalesced`, `never`. */
            outcome: string;
            /** @description How it differs from what the rule says, what becomes of it, and why. */
            remarks: string[];
            /** @description None where it does not start by itself. */
            start?: string | null;
            start_local?: string | null;
        };
        Point: [
            string,
            number
        ];
        /** @description A scan profile. */
        Profile: {
            archived: boolean;
            auto_patterns_enabled: boolean;
            builtin: boolean;
            can_scan_unverified: boolean;
            dedup_enabled: boolean;
            /**
             * Format: int32
             * @description Milliseconds between two requests of a connection.
             */
            delay: number;
            description: string;
            id: string;
            /**
             * Format: int32
             * @description Seconds.
             */
            max_run_time: number;
            /** Format: int32 */
            max_urls: number;
            /** @description `all`, `safe` (GET, HEAD and OPTIONS only). */
            methods: string;
            name: string;
            /**
             * Format: int32
             * @description 10 light, 20 normal, 30 thorough.
             */
            payloads: number;
            /**
             * Format: int32
             * @description 10 slow, 20 normal, 30 fast.
             */
            speed: number;
            /** @description `web`, `api`. */
            type: string;
            /** @description Weaknesses that it is kept to; none are all. */
            vulnerabilities: components["schemas"]["ProfileVulnerability"][];
        };
        /** @description A weakness. */
        ProfileVulnerability: {
            desc: string;
            id: string;
            name: string;
        };
        /** @description An object by its id. */
        Ref: {
            id: string;
        };
        /** @description A file of a report. */
        ReportFileView: {
            /** @description `pdf`, `csv`, `json`, `sarif`, `junit`. */
            format: string;
            /**
             * Format: int64
             * @description Bytes, where it is done.
             */
            size?: number | null;
            /** @description `queued`, `done`, `failed`. */
            status: string;
        };
        /** @description A report to be made. */
        ReportInput: {
            /** @description `pdf` if nothing is said; `csv`, `json`, `sarif`, `junit`. */
            format?: string | null;
            /** @description Id of the scan. */
            scan: string;
            /** @description `default` is all there is. */
            type?: string | null;
        };
        /** @description How far a report is. */
        ReportView: {
            created: string;
            /** @description Every file that was asked for. */
            files: components["schemas"]["ReportFileView"][];
            /** @description The format that was asked for, or the first that there is. */
            format?: string | null;
            id: string;
            name: string;
            /** @description Id of the scan. */
            scan?: string | null;
            /** @description `queued`, `done`, `failed`. */
            status: string;
            type: string;
        };
        /** @description What a rule can say beyond the dialect's words; absent parts stay. */
        RuleInput: {
            /** @description Missed times: `latest`, `none`, `all`. */
            catch_up?: string | null;
            /**
             * Format: int64
             * @description At most so many times.
             */
            count?: number | null;
            /** @description Local times that the clocks jump over: `shift_forward`, `shift_back`, `skip`. */
            gap?: string | null;
            /**
             * Format: int64
             * @description Every so many hours, days, …
             */
            interval?: number | null;
            /**
             * Format: int64
             * @description Starts are spread over so many seconds.
             */
            jitter_seconds?: number | null;
            /** @description Local times that come twice: `first`, `second`, `both`. */
            overlap?: string | null;
            /** @description Due times while an earlier scan goes on: `skip`, `queue`, `cancel_running`. */
            overlap_policy?: string | null;
            /** @description Not after this instant. */
            until?: string | null;
        };
        /** @description The scan of a target that goes on. */
        RunningScan: {
            completed?: string | null;
            crawler: components["schemas"]["StageView"];
            created: string;
            /** Format: int64 */
            criticals: number;
            fingerprinter: components["schemas"]["Fingerprinter"];
            /** Format: int64 */
            highs: number;
            id: string;
            /** Format: int64 */
            lows: number;
            /** Format: int64 */
            mediums: number;
            scan_profile: string;
            scanner: components["schemas"]["StageView"];
            stack: components["schemas"]["Technology"][];
            started?: string | null;
            status: string;
        };
        /** @description A scan of a target. */
        Scan: {
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            completed?: string | null;
            crawl_sequences_only: boolean;
            crawler: components["schemas"]["StageView"];
            created: string;
            /** Format: int64 */
            criticals: number;
            fingerprinter: components["schemas"]["Fingerprinter"];
            has_sequence_navigation: boolean;
            /** @description While it is pausing or paused, who holds it: `person` or `blackout` (an addition of ours). */
            held_by?: string | null;
            /** @description Since when it is held (an addition of ours). */
            held_since?: string | null;
            /** Format: int64 */
            highs: number;
            id: string;
            ignore_blackout_period: boolean;
            /** @description Why it does (an addition of ours). */
            ignore_blackout_reason?: string | null;
            incremental: boolean;
            /** Format: int64 */
            lows: number;
            /** Format: int64 */
            mediums: number;
            reduced_scope: boolean;
            /** @description The addresses that it is reduced to, as a start takes them; `*` stands for anything (an addition of ours). */
            reduced_scopes: components["schemas"]["ScopeUrl"][];
            /** @description The profile's id; with `scan_profile_name` an object of `id` and `name`. */
            scan_profile: unknown;
            scanner: components["schemas"]["StageView"];
            stack: components["schemas"]["Technology"][];
            started?: string | null;
            /**
             * @description `queued`, `started`, `pausing`, `paused`, `resuming`, `canceling`, `canceled`, `under_review`, `finishing_up`,
             *     `completed`, `failed`.
             */
            status: string;
            /** @description Why it is in this state, where that needs saying (an addition of ours). */
            status_reason?: string | null;
            target: components["schemas"]["SimpleTarget"];
            target_options?: components["schemas"]["TargetOptions"] | null;
            unlimited: boolean;
            user_data?: string | null;
        };
        /** @description A day with scans. */
        ScanDate: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /**
             * @description In UTC.
             * @example 2026-11-22
             */
            date: string;
        };
        /** @description The days on which scans of a target were asked for. */
        ScanDates: {
            /** @description Newest first. */
            results: components["schemas"]["ScanDate"][];
        };
        /** @description How a scan is resumed. Everything may be absent. */
        ScanResume: {
            /**
             * @description Blackout periods do not hold this scan from now on. Without it a scan that is resumed in one is held by that, and
             *     goes on by itself when it ends.
             */
            ignore_blackout_period?: boolean | null;
            /** @description Why they do not (an addition of ours). */
            reason?: string | null;
        };
        /** @description What one scan does differently. Everything may be absent. */
        ScanStart: {
            /** @description Only recorded sequences; absent is as the target says. */
            crawl_sequences_only?: boolean | null;
            /** @description Blackout periods do not hold this scan. */
            ignore_blackout_period?: boolean | null;
            /** @description Only what is new or changed since the last complete scan with the same profile; absent is as the target says. */
            incremental?: boolean | null;
            /** @description Why they do not (an addition of ours). */
            reason?: string | null;
            /** @description Only the addresses that the target names; absent is as the target says. `reduced_scopes` overrules it. */
            reduced_scope?: boolean | null;
            /** @description Only these addresses. */
            reduced_scopes?: components["schemas"]["ScopeUrl"][] | null;
            /** @description Another profile than the target's. */
            scan_profile?: string | null;
            /** @description Kept with the scan and shown with it. */
            user_data?: string | null;
        };
        /** @description A scheduled scan. */
        Scheduled: components["schemas"]["TargetlessScheduled"] & {
            id: string;
            target: components["schemas"]["SimpleTarget"];
        };
        /** @description Due times to come, and whether it runs at all. */
        ScheduledForecast: {
            results: components["schemas"]["PlannedTime"][];
            verdict: components["schemas"]["Verdict"];
        };
        /** @description A scheduled scan, or a change of one. `date_time` is needed when one is made. */
        ScheduledInput: {
            blackout_period?: components["schemas"]["BlackoutInput"] | null;
            /**
             * @description Next run: local time in `timezone`, or an instant with an offset.
             * @example 2026-12-01T02:00:00
             */
            date_time?: string | null;
            incremental?: boolean | null;
            override_target_settings?: boolean | null;
            partial_scan?: boolean | null;
            /**
             * @description `h`, `d`, `w`, `m`, `q`, or empty for once.
             * @example m
             */
            recurrence?: string | null;
            reduced_scope?: boolean | null;
            /** @description Whether it runs on a weekday of the month, given by the next two. */
            run_on_day_of_week?: boolean | null;
            /** @description Another profile than the target's. */
            scan_profile?: string | null;
            /**
             * Format: int64
             * @description 1 (Monday) to 7.
             */
            scheduled_day_of_week?: number | null;
            /**
             * @description IANA zone; UTC if none is given.
             * @example Europe/Lisbon
             */
            timezone?: string | null;
            unlimited?: boolean | null;
            /** @description `first` … `fourth`, `last`. */
            week_index?: string | null;
            x_rule?: components["schemas"]["RuleInput"] | null;
        };
        /** @description A scheduled scan as it would be made, or changed. */
        ScheduledPreview: components["schemas"]["ScheduledInput"] & {
            /**
             * Format: int64
             * @description How many due times, 1 to 50; absent is 10.
             */
            count?: number | null;
            /** @description The scheduled scan that would be changed: what is not said is as it is there. */
            scheduledscan?: string | null;
            /** @description The target whose blackout periods hold it back. */
            target?: string | null;
        };
        /** @description An address. */
        ScopeUrl: {
            /** @example https://app.example.com/shop/ */
            url: string;
        };
        /** @description A header or cookie that goes with every request. */
        Sent: {
            allow_testing: boolean;
            authentication: boolean;
            authentication_secondary: boolean;
            name: string;
            /** @description A mask where it is sensitive or signs in. */
            value: string;
            value_is_sensitive: boolean;
        };
        /** @description A header or cookie. The mask, and no value, leave that of the same name. */
        SentValueInput: {
            allow_testing?: boolean | null;
            authentication?: boolean | null;
            name: string;
            value?: string | null;
            value_is_sensitive?: boolean | null;
        };
        /** @description Settings of the scanner. */
        Settings: {
            /** @description Addresses never asked for: the site's `blacklist`. */
            excluded_paths: string[];
            /**
             * Format: int32
             * @description Seconds; none is that of the profile.
             */
            max_scan_duration?: number | null;
            scan_profile: string;
        };
        /** @description Settings of the scanner. */
        SettingsInput: {
            excluded_paths?: string[] | null;
            /** Format: int64 */
            max_scan_duration?: number | null;
            scan_profile?: string | null;
        };
        /** @description A line for each severity. */
        SeverityLines: {
            critical: components["schemas"]["Point"][];
            high: components["schemas"]["Point"][];
            low: components["schemas"]["Point"][];
            medium: components["schemas"]["Point"][];
        };
        /** @description Open findings at the end of each of the last thirty days (of UTC), oldest first. */
        SeverityTrend: {
            results: components["schemas"]["SeverityLines"];
            /**
             * Format: int32
             * @description Days between two points.
             */
            step: number;
        };
        /** @description The newest scan of a target. */
        SimpleScan: {
            completed?: string | null;
            created: string;
            /** Format: int64 */
            criticals: number;
            /** Format: int64 */
            highs: number;
            id: string;
            /** Format: int64 */
            lows: number;
            /** Format: int64 */
            mediums: number;
            scan_profile: string;
            started?: string | null;
            status: string;
        };
        /** @description A target beside a scan, a schedule or a finding. */
        SimpleTarget: {
            blackout_period?: components["schemas"]["BlackoutPeriod"] | null;
            desc: string;
            has_assets: boolean;
            id: string;
            labels: components["schemas"]["LabelView"][];
            name: string;
            report_fileformat: string;
            scanning_agent?: components["schemas"]["Agent"] | null;
            site: components["schemas"]["Site"];
            teams: components["schemas"]["Team"][];
            /** @description `single` or `api`. */
            type: string;
        };
        /** @description The core settings of a target. */
        Site: {
            api_scan_settings?: components["schemas"]["ApiScanSettings"] | null;
            auth_enabled: boolean;
            basic_auth: components["schemas"]["BasicAuth"];
            /** @description Addresses never asked for. */
            blacklist: string[];
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            check_session_url: string;
            cookies: components["schemas"]["Sent"][];
            desc: string;
            form_login: components["schemas"]["NameValue"][];
            form_login_check_pattern: string;
            form_login_url: string;
            has_basic_auth: boolean;
            has_form_login: boolean;
            has_otp: boolean;
            has_sequence_login: boolean;
            has_sequence_navigation: boolean;
            headers: components["schemas"]["Sent"][];
            host: string;
            id: string;
            /** @description `any`, `all`. */
            logout_condition: string;
            logout_detection_enabled: boolean;
            name: string;
            /** @description `SHA1`, `SHA256`, `SHA512`. */
            otp_algorithm: string;
            /**
             * Format: int64
             * @description 6, 7 or 8.
             */
            otp_digits: number;
            otp_field: string;
            otp_login_sequence_totp_value: string;
            otp_secret: string;
            otp_submit: string;
            /** @description `totp`, `other`. */
            otp_type: string;
            otp_url: string;
            /** @description Technologies seen by the last scan. */
            stack: components["schemas"]["Technology"][];
            url: string;
            verification_date?: string | null;
            verification_last_error: string;
            /** @description `file`, `dns_txt`, `meta_tag`; empty before the first try. */
            verification_method: string;
            verification_token: string;
            verified: boolean;
            /** @description Additional paths to crawl. */
            whitelist: string[];
        };
        /** @description The core settings of a target. */
        SiteInput: {
            api_scan_settings?: components["schemas"]["ApiScanInput"] | null;
            auth_enabled?: boolean | null;
            basic_auth?: components["schemas"]["BasicAuthInput"] | null;
            /** @description Addresses never asked for; `*` stands for anything. */
            blacklist?: string[] | null;
            check_session_url?: string | null;
            cookies?: components["schemas"]["SentValueInput"][] | null;
            desc?: string | null;
            form_login?: components["schemas"]["NameValueInput"][] | null;
            form_login_check_pattern?: string | null;
            form_login_url?: string | null;
            has_basic_auth?: boolean | null;
            has_form_login?: boolean | null;
            has_otp?: boolean | null;
            has_sequence_login?: boolean | null;
            has_sequence_navigation?: boolean | null;
            headers?: components["schemas"]["SentValueInput"][] | null;
            /** @description `any`, `all`. */
            logout_condition?: string | null;
            logout_detection_enabled?: boolean | null;
            name?: string | null;
            /** @description `SHA1`, `SHA256`, `SHA512`. */
            otp_algorithm?: string | null;
            /**
             * Format: int64
             * @description 6, 7 or 8.
             */
            otp_digits?: number | null;
            otp_field?: string | null;
            otp_login_sequence_totp_value?: string | null;
            otp_secret?: string | null;
            otp_submit?: string | null;
            /** @description `totp`, `other`. */
            otp_type?: string | null;
            otp_url?: string | null;
            /** @description `http` or `https`; at most 2048 characters. */
            url?: string | null;
            /** @description Relative paths to crawl in addition. */
            whitelist?: string[] | null;
        };
        /** @description How ownership is proven. */
        SiteVerify: {
            /**
             * @description `file` (`<verification_token>.txt` in the root holds `Probe.ly`), `dns_txt` or `dns` (a TXT record
             *     `Probe.ly=<verification_token>`), `meta_tag`; without one file and DNS are tried.
             */
            type?: string | null;
        };
        Slice: [
            string,
            number,
            string
        ];
        /** @description How far a stage is. */
        StageView: {
            error: components["schemas"]["Coded"][];
            /** @description Empty before it began; `started`, `ended`. */
            state: string;
            /** @description Done and all; empty before it began. */
            status: number[];
            warning: components["schemas"]["Coded"][];
        };
        /** @description A target. */
        Target: {
            allowed_scan_profiles: components["schemas"]["AllowedProfile"][];
            /** @description Extra hosts. */
            assets: components["schemas"]["AssetView"][];
            blackout_period?: components["schemas"]["BlackoutPeriod"] | null;
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            /** @description Which frameworks its findings bear on, where `include=compliance` asked. */
            compliance?: string[] | null;
            connected_target?: string | null;
            crawl_sequences_only: boolean;
            /** Format: int64 */
            criticals?: number | null;
            desc: string;
            /** @description Whether it is in use; archived ones are not. */
            enabled: boolean;
            /** @description `testing`, `production`. */
            environment: string;
            /** @description Whether a scan ends at an error that it could live with. */
            fail_fast: boolean;
            /** Format: int64 */
            highs?: number | null;
            id: string;
            include_deduplicated_endpoints?: boolean | null;
            incremental: boolean;
            labels: components["schemas"]["LabelView"][];
            last_scan?: components["schemas"]["SimpleScan"] | null;
            login_video?: string | null;
            /**
             * Format: int64
             * @description Open findings; none before the first scan that ended well.
             */
            lows?: number | null;
            /** Format: int64 */
            mediums?: number | null;
            name: string;
            next_scan?: components["schemas"]["NextScan"] | null;
            reduced_scope: boolean;
            /** @description `pdf`, `docx`. */
            report_fileformat: string;
            /** @description `default`, `executive_summary`, `owasp`, `pci`, `pci4`, `iso27001`, `hipaa`. */
            report_type: string;
            /**
             * Format: int32
             * @description The worst open finding: 0 none, 10 low, 20 medium, 30 high, 40 critical; none before the first scan.
             */
            risk?: number | null;
            running_scan?: components["schemas"]["RunningScan"] | null;
            /** @description Profile of its scans. */
            scan_profile: string;
            scanning_agent?: components["schemas"]["Agent"] | null;
            schedule_crawl_sequences_only: boolean;
            schedule_incremental: boolean;
            schedule_reduced_scope: boolean;
            site: components["schemas"]["Site"];
            teams: components["schemas"]["Team"][];
            /** @description `single` or `api`. */
            type: string;
            unlimited: boolean;
        };
        /** @description Targets by id. */
        TargetIds: {
            /** @description Ids, at most 500. */
            ids: string[];
        };
        /** @description A target: what is not said stays, or is the default. */
        TargetInput: {
            blackout_period?: components["schemas"]["BlackoutInput"] | null;
            /** @description Description of an API as a Postman collection, where the target is made. */
            collection?: Record<string, never> | null;
            crawl_sequences_only?: boolean | null;
            environment?: string | null;
            fail_fast?: boolean | null;
            include_deduplicated_endpoints?: boolean | null;
            incremental?: boolean | null;
            /** @description Labels by name or id, or as texts; names that there are not are made. */
            labels?: components["schemas"]["TargetLabel"][] | null;
            reduced_scope?: boolean | null;
            report_fileformat?: string | null;
            report_type?: string | null;
            scan_profile?: string | null;
            /** @description None, or an object whose `id` is none: this server has no agents. */
            scanning_agent?: Record<string, never> | null;
            schedule_crawl_sequences_only?: boolean | null;
            schedule_incremental?: boolean | null;
            schedule_reduced_scope?: boolean | null;
            /** @description Description of an API in the OpenAPI form, where the target is made. */
            schema?: Record<string, never> | null;
            site?: components["schemas"]["SiteInput"] | null;
            /** @description `single` for a web application, `api` for an API. */
            type?: string | null;
            unlimited?: boolean | null;
        };
        /** @description A label: by its name or its id. */
        TargetLabel: {
            color?: string | null;
            id?: string | null;
            name?: string | null;
        };
        /** @description A scheduled scan without its target, as targets show their next one. */
        TargetlessScheduled: {
            blackout_period?: components["schemas"]["BlackoutPeriod"] | null;
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            /** @description Next run in UTC; the last one where none comes any more. */
            date_time: string;
            incremental: boolean;
            override_target_settings: boolean;
            partial_scan: boolean;
            /** @description `h`, `d`, `w`, `m`, `q`, or empty for once. */
            recurrence: string;
            reduced_scope: boolean;
            run_on_day_of_week: boolean;
            scan_profile?: string | null;
            /**
             * Format: int32
             * @description 1 (Monday) to 7.
             */
            scheduled_day_of_week?: number | null;
            /** @description The zone in whose local time it recurs. */
            timezone: string;
            unlimited: boolean;
            /** @description `first` … `fourth`, `last`. */
            week_index?: string | null;
            /** @description What else its rule says. */
            x_rule: components["schemas"]["XRule"];
        };
        /** @description What of the target's settings a scan repeats. */
        TargetOptions: {
            has_assets: boolean;
            scanning_agent?: components["schemas"]["Agent"] | null;
            site: components["schemas"]["Site"];
        };
        /** @description A team. */
        Team: {
            id: string;
            name: string;
        };
        /** @description A technology. */
        Technology: {
            desc: string;
            id: string;
            name: string;
        };
        /** @description A token. */
        Token: {
            /** @description Send it as `Authorization: JWT …`. */
            token: string;
            /**
             * Format: int64
             * @description Seconds until it ends.
             */
            ttl: number;
        };
        /** @description A token that is asked about. */
        TokenBody: {
            token: string;
        };
        /** @description A user. */
        User: {
            active: boolean;
            changed: string;
            changed_by: components["schemas"]["ChangedBy"];
            email: string;
            id: string;
            intercom_user_id?: string | null;
            is_active: boolean;
            is_admin: boolean;
            is_apiuser: boolean;
            is_billing_admin: boolean;
            is_owner: boolean;
            is_sso: boolean;
            labels: string[];
            last_login?: string | null;
            name: string;
            /** @description `owner`, `admin`, `manager`, `viewer` (an addition of ours). */
            role: string;
            /** @description Always empty. */
            title: string;
            user_roles: string[];
        };
        /** @description A user: what is not said stays. */
        UserBody: {
            /** @description Whether the user may sign in; `is_active` is understood too. */
            active?: boolean | null;
            email?: string | null;
            /** @description `true` makes an administrator where no role is said. */
            is_admin?: boolean | null;
            /** @description Given and family name; the last word is the family name. */
            name?: string | null;
            /**
             * Format: password
             * @description A password (an addition of ours). For a new user one is made up and shown where none is said.
             */
            password?: string | null;
            /** @description `owner`, `admin`, `manager`, `viewer` (an addition of ours). Nobody gives more than they have. */
            role?: string | null;
        };
        /** @description Whether it can ever run. */
        Verdict: {
            /** @description The first start to come. */
            first_start?: string | null;
            /** @description The same as a sentence. */
            text: string;
            /** @description `runs`, `always_deferred`, `not_due`, `never`. */
            word: string;
        };
        /** @description What came of it. */
        Verified: {
            message: string;
            site: components["schemas"]["Site"];
        };
        /** @description A target with its open findings. */
        WorstTarget: {
            /** Format: int64 */
            criticals: number;
            /** Format: int64 */
            highs: number;
            id: string;
            /** Format: int64 */
            lows: number;
            /** Format: int64 */
            mediums: number;
            name: string;
            url: string;
        };
        /** @description What a rule says beyond the dialect's words. */
        XRule: {
            /** @description Missed times: `latest`, `none`, `all`. */
            catch_up: string;
            /**
             * Format: int32
             * @description At most so many times.
             */
            count?: number | null;
            /** @description Local times that the clocks jump over: `shift_forward`, `shift_back`, `skip`. */
            gap: string;
            /**
             * Format: int32
             * @description Every so many hours, days, …
             */
            interval: number;
            /**
             * Format: int32
             * @description Starts are spread over so many seconds.
             */
            jitter_seconds: number;
            /** @description Local times that come twice: `first`, `second`, `both`. */
            overlap: string;
            /** @description Due times while an earlier scan goes on: `skip`, `queue`, `cancel_running`. */
            overlap_policy: string;
            /** @description Not after this instant. */
            until?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    account_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    account_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountInput"];
                "application/x-www-form-urlencoded": components["schemas"]["AccountInput"];
                "multipart/form-data": components["schemas"]["AccountInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    auth_obtain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
                "application/x-www-form-urlencoded": components["schemas"]["Login"];
                "multipart/form-data": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    auth_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenBody"];
                "multipart/form-data": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    auth_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenBody"];
                "multipart/form-data": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    auth_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenBody"];
                "multipart/form-data": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calendar_view: {
        parameters: {
            query?: {
                /** @description First instant; now if absent */
                from?: string;
                /** @description First instant after it, at most 62 days later; 31 days later if absent */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calendar_feed_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeed"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calendar_feed_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCalendarFeed"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calendar_feed_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    cli_event: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Event"];
                "application/x-www-form-urlencoded": components["schemas"]["Event"];
                "multipart/form-data": components["schemas"]["Event"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dropped"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enterprise_auth_obtain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
                "application/x-www-form-urlencoded": components["schemas"]["Login"];
                "multipart/form-data": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enterprise_auth_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenBody"];
                "multipart/form-data": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enterprise_auth_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenBody"];
                "multipart/form-data": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enterprise_auth_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["TokenBody"];
                "multipart/form-data": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    finding_list: {
        parameters: {
            query?: {
                /** @description Users; several are alternatives */
                assignee?: string;
                /** @description Changed at or after; several are alternatives */
                changed_after?: string;
                /** @description Changed at or before; several are alternatives */
                changed_before?: string;
                /** @description Ids of definitions; several are alternatives */
                definition?: string;
                /** @description Findings as `<target id>-<number>`; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: string;
                /** @description Labels; several are alternatives */
                label?: string;
                /** @description Seen last at or after; several are alternatives */
                last_found__gt?: string;
                /** @description Seen last at or after; several are alternatives */
                last_found__gte?: string;
                /** @description Seen last at or before; several are alternatives */
                last_found__lt?: string;
                /** @description Seen last at or before; several are alternatives */
                last_found__lte?: string;
                /** @description Seen last at or after; several are alternatives */
                lastfound_after?: string;
                /** @description Seen last at or before; several are alternatives */
                lastfound_before?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Whether the newest scan was the first to see it; several are alternatives */
                new?: "true" | "false";
                /** @description Order; `-` is descending */
                ordering?: "last_found" | "-last_found" | "created_at" | "-created_at" | "changed" | "-changed" | "severity" | "-severity" | "state" | "-state" | "definition" | "-definition" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description `notrequired` is all there is; findings need no review here */
                review_status?: string;
                /** @description Scans that saw it; several are alternatives */
                scan?: string;
                /** @description A text in name, place, remark, labels and the target's name and URL */
                search?: string;
                /** @description Severities; several are alternatives */
                severity?: "10" | "20" | "30" | "40";
                /** @description States; several are alternatives */
                state?: "notfixed" | "fixed" | "invalid" | "accepted";
                /** @description Targets; several are alternatives */
                target?: string;
                /** @description Labels of the targets; several are alternatives */
                target_label?: string;
                /** @description `and` asks for all of `target_label` instead of one */
                target_label_logical_operator?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Finding"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    finding_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    finding_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingInput"];
                "application/x-www-form-urlencoded": components["schemas"]["FindingInput"];
                "multipart/form-data": components["schemas"]["FindingInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    finding_bulk_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkDecision"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkDecision"];
                "multipart/form-data": components["schemas"]["BulkDecision"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changed"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    key_list: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "name" | "-name" | "created" | "-created" | "changed" | "-changed";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["KeyView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    key_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
                "application/x-www-form-urlencoded": components["schemas"]["KeyBody"];
                "multipart/form-data": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    key_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    key_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    label_list: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Name; several are alternatives */
                name?: string;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "created" | "-created" | "name" | "-name" | "color" | "-color";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["LabelView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    label_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
                "application/x-www-form-urlencoded": components["schemas"]["LabelBody"];
                "multipart/form-data": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    label_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    label_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
                "application/x-www-form-urlencoded": components["schemas"]["LabelBody"];
                "multipart/form-data": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    label_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    label_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
                "application/x-www-form-urlencoded": components["schemas"]["LabelBody"];
                "multipart/form-data": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_label_list: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Name; several are alternatives */
                name?: string;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "created" | "-created" | "name" | "-name" | "color" | "-color";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["LabelView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_label_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
                "application/x-www-form-urlencoded": components["schemas"]["LabelBody"];
                "multipart/form-data": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_label_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_label_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
                "application/x-www-form-urlencoded": components["schemas"]["LabelBody"];
                "multipart/form-data": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_label_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_label_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
                "application/x-www-form-urlencoded": components["schemas"]["LabelBody"];
                "multipart/form-data": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    profile_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    profile_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
                "application/x-www-form-urlencoded": components["schemas"]["PasswordChange"];
                "multipart/form-data": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    report_list: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "created" | "-created" | "name" | "-name";
                /** @description Page, from 1 */
                page?: number;
                /** @description Scan id; several are alternatives */
                scan?: string;
                /** @description Target id; several are alternatives */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["ReportView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    report_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportInput"];
                "application/x-www-form-urlencoded": components["schemas"]["ReportInput"];
                "multipart/form-data": components["schemas"]["ReportInput"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    report_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    report_download: {
        parameters: {
            query?: {
                /** @description `pdf`, `csv`, `json`, `sarif`, `junit`; the first that there is */
                format?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "application/pdf": string;
                    "application/sarif+json": string;
                    "application/xml": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_profile_list: {
        parameters: {
            query?: {
                /** @description Whether it is archived; several are alternatives */
                archived?: "true" | "false";
                /** @description Whether it is built in; several are alternatives */
                builtin?: "true" | "false";
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "name" | "-name" | "id" | "-id" | "changed" | "-changed";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names and descriptions */
                search?: string;
                /** @description For web applications or APIs; several are alternatives */
                type?: "web" | "api";
                /** @description `false` for those that may test targets of unproven ownership; several are alternatives */
                verified?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Profile"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_profile_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_list: {
        parameters: {
            query?: {
                /** @description Ended at or after; several are alternatives */
                completed__gt?: string;
                /** @description Ended at or after; several are alternatives */
                completed__gte?: string;
                /** @description Ended at or before; several are alternatives */
                completed__lt?: string;
                /** @description Ended at or before; several are alternatives */
                completed__lte?: string;
                /** @description `target_options` leaves that out */
                exclude?: string;
                /** @description Ids; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Labels of the targets; several are alternatives */
                label?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "created" | "-created" | "changed" | "-changed" | "started" | "-started" | "completed" | "-completed" | "status" | "-status" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description Profiles; several are alternatives */
                scan_profile?: string;
                /** @description `true` shows the profile as an object with its name */
                scan_profile_name?: string;
                /** @description A text in the target's name and URL and its labels */
                search?: string;
                /** @description Begun at or after; several are alternatives */
                started?: string;
                /** @description Begun at or after; several are alternatives */
                started__gt?: string;
                /** @description Begun at or after; several are alternatives */
                started__gte?: string;
                /** @description Begun at or before; several are alternatives */
                started__lt?: string;
                /** @description Begun at or before; several are alternatives */
                started__lte?: string;
                /** @description States; several are alternatives */
                status?: "queued" | "started" | "pausing" | "paused" | "resuming" | "canceling" | "canceled" | "under_review" | "finishing_up" | "completed" | "failed";
                /** @description Targets; several are alternatives */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Scan"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_bulk_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkScans"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkScans"];
                "multipart/form-data": components["schemas"]["BulkScans"];
            };
        };
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"][];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_bulk_pause: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkScans"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkScans"];
                "multipart/form-data": components["schemas"]["BulkScans"];
            };
        };
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"][];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_bulk_resume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkResume"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkResume"];
                "multipart/form-data": components["schemas"]["BulkResume"];
            };
        };
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"][];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_bulk_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkStart"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkStart"];
                "multipart/form-data": components["schemas"]["BulkStart"];
            };
        };
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"][];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_list: {
        parameters: {
            query?: {
                /** @description Ids; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Labels of the targets; several are alternatives */
                label?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "created" | "-created" | "date_time" | "-date_time" | "target" | "-target" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in the target's name and URL and its labels */
                search?: string;
                /** @description Targets; several are alternatives */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Scheduled"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_bulk_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkSchedule"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkSchedule"];
                "multipart/form-data": components["schemas"]["BulkSchedule"];
            };
        };
        responses: {
            /** @description The new objects */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scheduled"][];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_bulk_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkScheduled"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkScheduled"];
                "multipart/form-data": components["schemas"]["BulkScheduled"];
            };
        };
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_bulk_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkScheduled"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkScheduled"];
                "multipart/form-data": components["schemas"]["BulkScheduled"];
            };
        };
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scheduled"][];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_occurrence_list: {
        parameters: {
            query?: {
                /** @description Due from then on; several are alternatives */
                due_from?: string;
                /** @description Due until then; several are alternatives */
                due_until?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "due" | "-due" | "decided_at" | "-decided_at" | "outcome" | "-outcome";
                /** @description Outcomes; several are alternatives */
                outcome?: "started" | "deferred" | "caught_up" | "coalesced" | "skipped";
                /** @description Page, from 1 */
                page?: number;
                /** @description Scans that were started; several are alternatives */
                scan?: string;
                /** @description Scheduled scans; several are alternatives */
                scheduledscan?: string;
                /** @description Targets; several are alternatives */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["LedgerEntry"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduledPreview"];
                "application/x-www-form-urlencoded": components["schemas"]["ScheduledPreview"];
                "multipart/form-data": components["schemas"]["ScheduledPreview"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledForecast"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_list: {
        parameters: {
            query?: {
                /** @description Whether it is in use; several are alternatives */
                enabled?: "true" | "false";
                /** @description Id; several are alternatives */
                id?: string;
                /** @description `compliance` adds the frameworks that findings bear on */
                include?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Label id; several are alternatives */
                label?: string;
                /** @description `or` (default) for any of the labels, `and` for all of them */
                label_logical_operator?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "created" | "-created" | "name" | "-name" | "site__name" | "-site__name" | "url" | "-url" | "site__url" | "-site__url" | "type" | "-type";
                /** @description Page, from 1 */
                page?: number;
                /** @description The worst open finding; null before the first scan; several are alternatives */
                risk?: "null" | "0" | "10" | "20" | "30" | "40";
                /** @description Profile of its scans; several are alternatives */
                scan_profile?: string;
                /** @description A text in names, addresses and labels */
                search?: string;
                /** @description Web applications or APIs; several are alternatives */
                type?: "single" | "api";
                /** @description Whether scans are unlimited; several are alternatives */
                unlimited?: "true" | "false";
                /** @description Whether ownership is proven; several are alternatives */
                verified?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Target"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_create: {
        parameters: {
            query?: {
                /** @description Whether a target of the same address is refused */
                duplicate_check?: string;
                /** @description Taken and ignored: nothing is asked before a scan */
                skip_reachability_check?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetInput"];
                "application/x-www-form-urlencoded": components["schemas"]["TargetInput"];
                "multipart/form-data": components["schemas"]["TargetInput"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetInput"];
                "application/x-www-form-urlencoded": components["schemas"]["TargetInput"];
                "multipart/form-data": components["schemas"]["TargetInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetInput"];
                "application/x-www-form-urlencoded": components["schemas"]["TargetInput"];
                "multipart/form-data": components["schemas"]["TargetInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_clear_api_auth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_list: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description `target` adds the target of each */
                include?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "name" | "-name" | "host" | "-host";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names and hosts */
                search?: string;
                /** @description Id of its target; several are alternatives */
                target?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["AssetView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetInput"];
                "application/x-www-form-urlencoded": components["schemas"]["AssetInput"];
                "multipart/form-data": components["schemas"]["AssetInput"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetInput"];
                "application/x-www-form-urlencoded": components["schemas"]["AssetInput"];
                "multipart/form-data": components["schemas"]["AssetInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssetInput"];
                "application/x-www-form-urlencoded": components["schemas"]["AssetInput"];
                "multipart/form-data": components["schemas"]["AssetInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                asset_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SiteVerify"];
                "application/x-www-form-urlencoded": components["schemas"]["SiteVerify"];
                "multipart/form-data": components["schemas"]["SiteVerify"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssetVerified"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_clear_logout_detection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    logout_detector_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Detector"][];
                    };
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    logout_detector_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DetectorInput"];
                "application/x-www-form-urlencoded": components["schemas"]["DetectorInput"];
                "multipart/form-data": components["schemas"]["DetectorInput"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detector"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    logout_detector_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                detector_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detector"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    logout_detector_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                detector_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    logout_detector_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                detector_id: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DetectorInput"];
                "application/x-www-form-urlencoded": components["schemas"]["DetectorInput"];
                "multipart/form-data": components["schemas"]["DetectorInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detector"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_clear_otp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_settings_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_settings_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsInput"];
                "application/x-www-form-urlencoded": components["schemas"]["SettingsInput"];
                "multipart/form-data": components["schemas"]["SettingsInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_site_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_site_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteInput"];
                "application/x-www-form-urlencoded": components["schemas"]["SiteInput"];
                "multipart/form-data": components["schemas"]["SiteInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_site_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteInput"];
                "application/x-www-form-urlencoded": components["schemas"]["SiteInput"];
                "multipart/form-data": components["schemas"]["SiteInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_site_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SiteVerify"];
                "application/x-www-form-urlencoded": components["schemas"]["SiteVerify"];
                "multipart/form-data": components["schemas"]["SiteVerify"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verified"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_upload_schema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SiteVerify"];
                "application/x-www-form-urlencoded": components["schemas"]["SiteVerify"];
                "multipart/form-data": components["schemas"]["SiteVerify"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_average_fix_time: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AverageFixTime"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_list: {
        parameters: {
            query?: {
                /** @description Users; several are alternatives */
                assignee?: string;
                /** @description Changed at or after; several are alternatives */
                changed_after?: string;
                /** @description Changed at or before; several are alternatives */
                changed_before?: string;
                /** @description Ids of definitions; several are alternatives */
                definition?: string;
                /** @description Findings as `<target id>-<number>`; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: string;
                /** @description Labels; several are alternatives */
                label?: string;
                /** @description Seen last at or after; several are alternatives */
                last_found__gt?: string;
                /** @description Seen last at or after; several are alternatives */
                last_found__gte?: string;
                /** @description Seen last at or before; several are alternatives */
                last_found__lt?: string;
                /** @description Seen last at or before; several are alternatives */
                last_found__lte?: string;
                /** @description Seen last at or after; several are alternatives */
                lastfound_after?: string;
                /** @description Seen last at or before; several are alternatives */
                lastfound_before?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Whether the newest scan was the first to see it; several are alternatives */
                new?: "true" | "false";
                /** @description Order; `-` is descending */
                ordering?: "last_found" | "-last_found" | "created_at" | "-created_at" | "changed" | "-changed" | "severity" | "-severity" | "state" | "-state" | "definition" | "-definition" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description `notrequired` is all there is; findings need no review here */
                review_status?: string;
                /** @description Scans that saw it; several are alternatives */
                scan?: string;
                /** @description A text in name, place, remark, labels and the target's name and URL */
                search?: string;
                /** @description Severities; several are alternatives */
                severity?: "10" | "20" | "30" | "40";
                /** @description States; several are alternatives */
                state?: "notfixed" | "fixed" | "invalid" | "accepted";
                /** @description Targets; several are alternatives */
                target?: string;
                /** @description Labels of the targets; several are alternatives */
                target_label?: string;
                /** @description `and` asks for all of `target_label` instead of one */
                target_label_logical_operator?: string;
            };
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Finding"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingInput"];
                "application/x-www-form-urlencoded": components["schemas"]["FindingInput"];
                "multipart/form-data": components["schemas"]["FindingInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingInput"];
                "application/x-www-form-urlencoded": components["schemas"]["FindingInput"];
                "multipart/form-data": components["schemas"]["FindingInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Finding"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_log: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_bulk_update_2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkOfTarget"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkOfTarget"];
                "multipart/form-data": components["schemas"]["BulkOfTarget"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOfTarget"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_finding_bulk_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkOfTarget"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkOfTarget"];
                "multipart/form-data": components["schemas"]["BulkOfTarget"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedOfTarget"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_key_list: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "name" | "-name" | "created" | "-created" | "changed" | "-changed";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names */
                search?: string;
            };
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["KeyView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_key_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
                "application/x-www-form-urlencoded": components["schemas"]["KeyBody"];
                "multipart/form-data": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_key_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_key_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_risk_trend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Point"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scan_now: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScanStart"];
                "application/x-www-form-urlencoded": components["schemas"]["ScanStart"];
                "multipart/form-data": components["schemas"]["ScanStart"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scan_list: {
        parameters: {
            query?: {
                /** @description Ended at or after; several are alternatives */
                completed__gt?: string;
                /** @description Ended at or after; several are alternatives */
                completed__gte?: string;
                /** @description Ended at or before; several are alternatives */
                completed__lt?: string;
                /** @description Ended at or before; several are alternatives */
                completed__lte?: string;
                /** @description `target_options` leaves that out */
                exclude?: string;
                /** @description Ids; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Labels of the targets; several are alternatives */
                label?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "created" | "-created" | "changed" | "-changed" | "started" | "-started" | "completed" | "-completed" | "status" | "-status" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description Profiles; several are alternatives */
                scan_profile?: string;
                /** @description `true` shows the profile as an object with its name */
                scan_profile_name?: string;
                /** @description A text in the target's name and URL and its labels */
                search?: string;
                /** @description Begun at or after; several are alternatives */
                started?: string;
                /** @description Begun at or after; several are alternatives */
                started__gt?: string;
                /** @description Begun at or after; several are alternatives */
                started__gte?: string;
                /** @description Begun at or before; several are alternatives */
                started__lt?: string;
                /** @description Begun at or before; several are alternatives */
                started__lte?: string;
                /** @description States; several are alternatives */
                status?: "queued" | "started" | "pausing" | "paused" | "resuming" | "canceling" | "canceled" | "under_review" | "finishing_up" | "completed" | "failed";
                /** @description Targets; several are alternatives */
                target?: string;
            };
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Scan"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scan_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_endpoints: {
        parameters: {
            query?: {
                /** @description `true` adds the addresses that were rejected, with the reason */
                all?: string;
                /** @description `csv` (default), or `json` for a page of them (an addition of ours) */
                format?: string;
                /** @description Rows of a page of `json`, at most 10000 */
                length?: string;
                /** @description Page of `json`, from 1 */
                page?: string;
            };
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A row for each address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["EndpointView"][];
                    };
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "application/pdf": string;
                    "application/sarif+json": string;
                    "application/xml": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_report_default: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                    "application/pdf": string;
                    "application/sarif+json": string;
                    "application/xml": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ScanResume"];
                "application/x-www-form-urlencoded": components["schemas"]["ScanResume"];
                "multipart/form-data": components["schemas"]["ScanResume"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scan_dates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScanDates"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_list: {
        parameters: {
            query?: {
                /** @description Ids; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Labels of the targets; several are alternatives */
                label?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "created" | "-created" | "date_time" | "-date_time" | "target" | "-target" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in the target's name and URL and its labels */
                search?: string;
                /** @description Targets; several are alternatives */
                target?: string;
            };
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Scheduled"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduledInput"];
                "application/x-www-form-urlencoded": components["schemas"]["ScheduledInput"];
                "multipart/form-data": components["schemas"]["ScheduledInput"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scheduled"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scheduled"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduledInput"];
                "application/x-www-form-urlencoded": components["schemas"]["ScheduledInput"];
                "multipart/form-data": components["schemas"]["ScheduledInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scheduled"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                target_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduledInput"];
                "application/x-www-form-urlencoded": components["schemas"]["ScheduledInput"];
                "multipart/form-data": components["schemas"]["ScheduledInput"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scheduled"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_scheduledscan_expanded: {
        parameters: {
            query?: {
                /** @description How many due times, at most 1,000 */
                length?: string;
            };
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Expanded"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_severity_trend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeverityTrend"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_top_vulns: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                target_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_activate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetIds"];
                "application/x-www-form-urlencoded": components["schemas"]["TargetIds"];
                "multipart/form-data": components["schemas"]["TargetIds"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acted"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    all_average_fix_time: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AverageFixTime"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    all_needs_attention_pie: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Slice"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    all_needs_attention_top: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorstTarget"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    all_risk_trend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Point"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scan_list_all: {
        parameters: {
            query?: {
                /** @description Ended at or after; several are alternatives */
                completed__gt?: string;
                /** @description Ended at or after; several are alternatives */
                completed__gte?: string;
                /** @description Ended at or before; several are alternatives */
                completed__lt?: string;
                /** @description Ended at or before; several are alternatives */
                completed__lte?: string;
                /** @description `target_options` leaves that out */
                exclude?: string;
                /** @description Ids; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Labels of the targets; several are alternatives */
                label?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "created" | "-created" | "changed" | "-changed" | "started" | "-started" | "completed" | "-completed" | "status" | "-status" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description Profiles; several are alternatives */
                scan_profile?: string;
                /** @description `true` shows the profile as an object with its name */
                scan_profile_name?: string;
                /** @description A text in the target's name and URL and its labels */
                search?: string;
                /** @description Begun at or after; several are alternatives */
                started?: string;
                /** @description Begun at or after; several are alternatives */
                started__gt?: string;
                /** @description Begun at or after; several are alternatives */
                started__gte?: string;
                /** @description Begun at or before; several are alternatives */
                started__lt?: string;
                /** @description Begun at or before; several are alternatives */
                started__lte?: string;
                /** @description States; several are alternatives */
                status?: "queued" | "started" | "pausing" | "paused" | "resuming" | "canceling" | "canceled" | "under_review" | "finishing_up" | "completed" | "failed";
                /** @description Targets; several are alternatives */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Scan"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    scheduledscan_expanded: {
        parameters: {
            query?: {
                /** @description How many due times, at most 1,000 */
                length?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Expanded"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    all_severity_trend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeverityTrend"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    all_top_vulns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Named"][];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_archive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetIds"];
                "application/x-www-form-urlencoded": components["schemas"]["TargetIds"];
                "multipart/form-data": components["schemas"]["TargetIds"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acted"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_archived: {
        parameters: {
            query?: {
                /** @description Whether it is in use; several are alternatives */
                enabled?: "true" | "false";
                /** @description Id; several are alternatives */
                id?: string;
                /** @description `compliance` adds the frameworks that findings bear on */
                include?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Label id; several are alternatives */
                label?: string;
                /** @description `or` (default) for any of the labels, `and` for all of them */
                label_logical_operator?: string;
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "created" | "-created" | "name" | "-name" | "site__name" | "-site__name" | "url" | "-url" | "site__url" | "-site__url" | "type" | "-type";
                /** @description Page, from 1 */
                page?: number;
                /** @description The worst open finding; null before the first scan; several are alternatives */
                risk?: "null" | "0" | "10" | "20" | "30" | "40";
                /** @description Profile of its scans; several are alternatives */
                scan_profile?: string;
                /** @description A text in names, addresses and labels */
                search?: string;
                /** @description Web applications or APIs; several are alternatives */
                type?: "single" | "api";
                /** @description Whether scans are unlimited; several are alternatives */
                unlimited?: "true" | "false";
                /** @description Whether ownership is proven; several are alternatives */
                verified?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["Target"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    asset_list_all: {
        parameters: {
            query?: {
                /** @description Id; several are alternatives */
                id?: string;
                /** @description `target` adds the target of each */
                include?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "changed" | "-changed" | "name" | "-name" | "host" | "-host";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names and hosts */
                search?: string;
                /** @description Id of its target; several are alternatives */
                target?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["AssetView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_bulk_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetIds"];
                "application/x-www-form-urlencoded": components["schemas"]["TargetIds"];
                "multipart/form-data": components["schemas"]["TargetIds"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acted"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    target_bulk_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkUpdate"];
                "application/x-www-form-urlencoded": components["schemas"]["BulkUpdate"];
                "multipart/form-data": components["schemas"]["BulkUpdate"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acted"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    user_list: {
        parameters: {
            query?: {
                /** @description Whether they may sign in; several are alternatives */
                active?: "true" | "false";
                /** @description E-mail address; several are alternatives */
                email?: string;
                /** @description Id; several are alternatives */
                id?: string;
                /** @description Whether an unknown `id` is a 404 that names it */
                is_id_404_validation?: "true" | "false";
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "email" | "-email" | "name" | "-name" | "created" | "-created" | "role" | "-role";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in names and e-mail addresses */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["User"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    user_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserBody"];
                "application/x-www-form-urlencoded": components["schemas"]["UserBody"];
                "multipart/form-data": components["schemas"]["UserBody"];
            };
        };
        responses: {
            /** @description The new object */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewUserView"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    user_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    user_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserBody"];
                "application/x-www-form-urlencoded": components["schemas"]["UserBody"];
                "multipart/form-data": components["schemas"]["UserBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    user_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to show */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    user_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserBody"];
                "application/x-www-form-urlencoded": components["schemas"]["UserBody"];
                "multipart/form-data": components["schemas"]["UserBody"];
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    definition_list: {
        parameters: {
            query?: {
                /** @description Rows of a page */
                length?: number;
                /** @description Order; `-` is descending */
                ordering?: "name" | "-name" | "id" | "-id";
                /** @description Page, from 1 */
                page?: number;
                /** @description A text in id and name */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the list */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        length: number;
                        page: number;
                        page_total: number;
                        results: components["schemas"]["DefinitionView"][];
                    };
                };
            };
            /** @description Wrong fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Incorrect authentication credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Any other error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
