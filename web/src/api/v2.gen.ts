// Generated from docs/openapi/v2.json by `npm run gen`. Do not edit.
export interface paths {
    "/v2/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List audit events, newest first */
        get: operations["audit_event_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/audit/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an audit event */
        get: operations["audit_event_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/auth/sign_in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail address and password */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/auth/sign_out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out: the token stops working */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/blackouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List blackout periods */
        get: operations["blackout_list"];
        put?: never;
        /** Create a blackout period; it acts at once */
        post: operations["blackout_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/blackouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a blackout period */
        get: operations["blackout_view"];
        /** Update a blackout period; it acts at once */
        put: operations["blackout_update"];
        post?: never;
        /** Delete a blackout period; what it held goes on */
        delete: operations["blackout_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/blackouts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a freeze calendar (iCalendar), in place of what its name brought before */
        post: operations["blackout_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show runs, coming due times and blackout periods */
        get: operations["calendar_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/calendar_feed": {
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
    "/v2/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List hosts */
        get: operations["host_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/hosts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a host */
        get: operations["host_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/hosts/most_vulnerable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the most vulnerable hosts, worst first */
        get: operations["host_most_vulnerable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what became of the due times of all schedules */
        get: operations["occurrence_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/port_lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organization's own port lists (the built-in ones are among the activated) */
        get: operations["port_list_list"];
        put?: never;
        /** Create a port list */
        post: operations["port_list_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/port_lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a port list */
        get: operations["port_list_view"];
        /** Update a port list of one's own */
        put: operations["port_list_update"];
        post?: never;
        /** Delete a port list of one's own that no scan uses */
        delete: operations["port_list_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/port_lists/activated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the port lists that a scan may use */
        get: operations["port_list_activated"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List reports */
        get: operations["report_list"];
        put?: never;
        post?: never;
        /** Delete reports, all or none */
        delete: operations["report_delete_many"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a report */
        get: operations["report_view"];
        put?: never;
        post?: never;
        /** Delete a report */
        delete: operations["report_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/reports/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file of a report */
        get: operations["report_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/reports/{id}/exists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check if a file of a report exists */
        get: operations["report_exists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/reports/{id}/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Generate files of a report */
        post: operations["report_generate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/reports/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify the integrity of a report's files by comparing hashes */
        post: operations["report_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scans */
        get: operations["scan_list"];
        put?: never;
        /** Create a scan */
        post: operations["scan_create"];
        /** Delete scans, all or none */
        delete: operations["scan_delete_many"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a scan */
        get: operations["scan_view"];
        /** Update a scan */
        put: operations["scan_update"];
        post?: never;
        /** Delete a scan */
        delete: operations["scan_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a scan until it is resumed */
        post: operations["scan_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{id}/resume": {
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
    "/v2/scans/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a scan */
        post: operations["scan_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a scan */
        post: operations["scan_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/histories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the histories (runs) of a scan */
        get: operations["scan_history_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/histories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a history (run) of a scan */
        get: operations["scan_history_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/histories/{id}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what a history tested, and what not and why */
        get: operations["scan_history_coverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/histories/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the log lines of a history */
        get: operations["scan_history_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the hosts of a scan */
        get: operations["scan_host_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/hosts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a host of a scan */
        get: operations["scan_host_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/vulnerabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the vulnerabilities of a scan */
        get: operations["scan_vulnerability_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/vulnerabilities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a vulnerability of a scan */
        get: operations["scan_vulnerability_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/{scan_id}/vulnerabilities/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show numbers about a scan's vulnerabilities */
        get: operations["scan_vulnerability_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/compliance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show which scans pass and which fail */
        get: operations["scan_compliance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/profiles/activated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List activated scan profiles */
        get: operations["scan_profile_activated"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/profiles/activeted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List activated scan profiles */
        get: operations["scan_profile_activeted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/recent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recently completed scans */
        get: operations["scan_recent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/running": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List running scans */
        get: operations["scan_running"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/scans/upcoming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List upcoming scans, soonest first */
        get: operations["scan_upcoming"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List schedules */
        get: operations["schedule_list"];
        put?: never;
        /** Create a schedule */
        post: operations["schedule_create"];
        /** Delete schedules, all or none */
        delete: operations["schedule_delete_many"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a schedule */
        get: operations["schedule_view"];
        /** Update a schedule */
        put: operations["schedule_update"];
        post?: never;
        /** Delete a schedule */
        delete: operations["schedule_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schedules/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what became of a schedule's due times */
        get: operations["schedule_occurrence_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schedules/first_time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calculate the first due time of a rule */
        post: operations["schedule_first_time"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schedules/next_dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calculate the next due times of a rule */
        post: operations["schedule_next_dates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the due times of a schedule that need not exist, and what becomes of them */
        post: operations["schedule_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/targets": {
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
        /** Delete targets, all or none */
        delete: operations["target_delete_many"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a target */
        get: operations["target_view"];
        /** Update a target */
        put: operations["target_update"];
        post?: never;
        /** Delete a target */
        delete: operations["target_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/change_product": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change users product */
        put: operations["user_change_product"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/generate_access_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Generate a new access token */
        put: operations["user_generate_access_token"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get current user */
        get: operations["user_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get current organization */
        get: operations["user_organization"];
        /** Update current organization */
        put: operations["user_organization_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/organization/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get organization members */
        get: operations["user_organization_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get current user permissions */
        get: operations["user_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get current user products */
        get: operations["user_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/revoke_access_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Revoke the current access token */
        put: operations["user_revoke_access_token"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/user/valid_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check if the authorization token is valid */
        get: operations["user_valid_token"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["users_list"];
        put?: never;
        /** Create a user */
        post: operations["users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a user */
        get: operations["users_view"];
        /** Update a user */
        put: operations["users_update"];
        post?: never;
        /** Delete a user */
        delete: operations["users_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/vulnerabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List vulnerabilities */
        get: operations["vulnerability_list"];
        /** Decide on vulnerabilities, all or none */
        put: operations["vulnerability_update_many"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/vulnerabilities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a vulnerability */
        get: operations["vulnerability_view"];
        /** Decide on a vulnerability */
        put: operations["vulnerability_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/vulnerabilities/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show numbers about all vulnerabilities, and how they became so */
        get: operations["vulnerability_statistics"];
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
        /** @description A new access token. */
        AccessToken: {
            message: string;
            /** @description Send it as `Authorization: Basic …`; it is shown only now. */
            token: string;
            username: string;
        };
        /** @description The product that answers are filtered to from now on. */
        ActiveProduct: {
            active_product: string;
        };
        /** @description One entry of the audit chain. */
        AuditEvent: {
            /** @description What was done: `target.create`. */
            action: string;
            /** @description Who did it; null is the system itself. */
            actor_id?: string | null;
            created_at: string;
            /**
             * Format: int64
             * @description Microseconds since 1970 UTC, as the hash takes the time.
             */
            created_at_micros: number;
            /** @description What changed. */
            detail: Record<string, never>;
            /** @description The detail as the hash takes it. */
            detail_text: string;
            /** @description SHA-256 over all other fields. */
            hash: string;
            id: string;
            /** @description Hash of the event before. */
            previous_hash: string;
            /** @description The request that caused it. */
            request_id?: string | null;
            /**
             * Format: int64
             * @description Position in the organization's chain, from 1.
             */
            sequence: number;
            /** @description Id of what it was done to. */
            subject_id: string;
            /** @description Kind of what it was done to. */
            subject_kind: string;
        };
        /** @description A blackout period: nothing that it belongs to runs while it holds. */
        Blackout: {
            /** @description Whether it holds now. */
            active: boolean;
            /** @description Of a window: `HH:MM`. */
            begin?: string | null;
            /** @description Of a window: `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day. */
            cease?: string | null;
            created_at: string;
            enabled: boolean;
            /** @description Of a freeze: its first instant. */
            from?: string | null;
            id: string;
            /** @description `window`: local time on days of the week; `freeze`: one stretch of time. */
            kind: string;
            name: string;
            /** @description When it begins next; null if it does not again, or is switched off. */
            next_begin?: string | null;
            /** @description When it ends, or the next one does. */
            next_end?: string | null;
            schedule_id?: string | null;
            /** @description `organization`, `target`, `schedule`. */
            scope: string;
            /** @description Name of the calendar that it was imported from. */
            source?: string | null;
            target_id?: string | null;
            /** @description Of a window: IANA zone. */
            timezone?: string | null;
            /** @description Of a freeze: the first instant after it. */
            until?: string | null;
            updated_at: string;
            /** @description Of a window: 1 (Monday) to 7, the days on which it begins; none are all. */
            weekdays?: number[] | null;
        };
        /** @description A blackout period to be made. */
        BlackoutCreate: {
            /**
             * @description Of a window: `HH:MM`.
             * @example 08:00
             */
            begin?: string | null;
            /**
             * @description Of a window: `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
             * @example 18:00
             */
            cease?: string | null;
            /** @description Absent is true. */
            enabled?: boolean | null;
            /**
             * @description Of a freeze: its first instant, ISO 8601.
             * @example 2026-12-20T00:00:00Z
             */
            from?: string | null;
            /** @description `window` (the default) or `freeze`. */
            kind?: string | null;
            /** @example Business hours */
            name: string;
            /** @description Of what schedule. */
            schedule_id?: string | null;
            /** @description `organization`, `target` or `schedule`; absent, it follows from the ids. */
            scope?: string | null;
            /** @description Of what target. */
            target_id?: string | null;
            /**
             * @description Of a window: IANA zone; absent is UTC.
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /** @description Of a freeze: the first instant after it. */
            until?: string | null;
            /** @description Of a window: 1 (Monday) to 7; none are all. */
            weekdays?: number[] | null;
        };
        /** @description A freeze calendar. */
        BlackoutImport: {
            /** @description The text of an iCalendar file; the whole request is at most 1 MiB. */
            calendar: string;
            /**
             * @description What it is known by: importing the same name again replaces what it brought.
             * @example Change freezes
             */
            name: string;
            /** @description IANA zone for times without one; absent is UTC. */
            timezone?: string | null;
        };
        /** @description A change of a blackout period; absent fields stay as they are. What it belongs to does not change. */
        BlackoutPut: {
            begin?: string | null;
            cease?: string | null;
            enabled?: boolean | null;
            from?: string | null;
            /** @description Another form than before needs all of its parts. */
            kind?: string | null;
            name?: string | null;
            timezone?: string | null;
            until?: string | null;
            weekdays?: number[] | null;
        };
        /** @description Events by their start. */
        Calendar: {
            data: components["schemas"]["CalendarEvent"][];
            meta: components["schemas"]["CalendarMeta"];
        };
        /** @description What happened, will happen, or may not happen. */
        CalendarEvent: {
            blackout_id?: string | null;
            /** @description Of a due time to come: when it is due. */
            due?: string | null;
            /** @description Null where it is not known. */
            end?: string | null;
            /** @description `run`, `planned`, `blackout`. */
            kind: string;
            /** @description Of a due time to come: `on_time`, `deferred`, `coalesced`, `never`. */
            outcome?: string | null;
            /** @description What a reader should know of it. */
            remarks: string[];
            run_id?: string | null;
            scan_id?: string | null;
            schedule_id?: string | null;
            /** @description Of a due time that does not start by itself: the due time. */
            start: string;
            /** @description State of a run. */
            status?: string | null;
            target_id?: string | null;
            title: string;
        };
        /** @description Whether there is a feed of the active product. */
        CalendarFeed: {
            active: boolean;
            created_at?: string | null;
        };
        /** @description What goes for all of them. */
        CalendarMeta: {
            /** @description Whether there are more than are shown; a shorter time shows them. */
            truncated: boolean;
        };
        /** @description The newest verdicts of the active product's scans. */
        Compliance: {
            /**
             * Format: int64
             * @description Scans whose newest verdict is a fail.
             */
            fail: number;
            /**
             * Format: int64
             * @description Scans whose newest verdict is a pass.
             */
            pass: number;
            /** @description The scans: those that fail first, then those without a verdict; at most a hundred. */
            scans: components["schemas"]["ScanVerdict"][];
            /**
             * Format: int64
             * @description All scans.
             */
            total: number;
            /**
             * Format: int64
             * @description Scans without a verdict yet; all of them, where the product knows none.
             */
            unknown: number;
        };
        /** @description What was tested at a place, or was not. */
        CoverageEntry: {
            /** @description Words of the checks; `*` and `cve:*` stand for groups of them. Empty for a host that was not scanned at all. */
            checks: string[];
            /** @description Name or address of the host. */
            host: string;
            /** @description Place in the order of hosts and ports, from 1. */
            id: string;
            /** @description The place inside the service; empty is every place of it. */
            place: string;
            /**
             * Format: int32
             * @description Null for the host itself.
             */
            port?: number | null;
            /** @description `tcp` or `udp`. */
            protocol?: string | null;
            /** @description Why it was not tested. */
            reason?: string | null;
            /** @description `tested` or `not_tested`. */
            result: string;
        };
        /** @description How grave it is by the Common Vulnerability Scoring System. */
        Cvss: {
            /** Format: double */
            score: number;
            vector: string;
            /** @description `3.1` or `4.0`. */
            version: string;
        };
        /** @description What a person decided about a finding. It no longer counts, whatever later runs see. */
        Decision: {
            /** @description Why. */
            comment: string;
            decided_at?: string | null;
            /** @description Id of the user. */
            decided_by?: string | null;
            /** @description `false_positive` or `accepted`. */
            state: string;
        };
        /**
         * @example {
         *       "status": 422,
         *       "status_text": "Unprocessable Entity",
         *       "errors": [
         *         {
         *           "code": "blank",
         *           "detail": "name must not be blank",
         *           "source": {
         *             "pointer": "/target/name"
         *           }
         *         }
         *       ],
         *       "errors_map": {
         *         "name": [
         *           "must not be blank"
         *         ]
         *       }
         *     }
         */
        Error: {
            errors: {
                /** @description Stable word for programs */
                code: string;
                /** @description For people */
                detail: string;
                source: {
                    /** @description Name of the query or path parameter */
                    parameter?: string;
                    /** @description JSON pointer to the field in the request body */
                    pointer: string;
                };
            }[];
            /** @description Details by field */
            errors_map: {
                [key: string]: string[];
            };
            status: number;
            status_text: string;
        };
        /** @description The proof of the last sighting. */
        Evidence: {
            items: components["schemas"]["EvidenceItem"][];
            summary: string;
        };
        /** @description One named detail. */
        EvidenceItem: {
            label: string;
            text: string;
        };
        /** @description Whether a file is there. */
        Exists: {
            /** @description Whether it can be downloaded. */
            exists: boolean;
            file?: components["schemas"]["ReportFile"] | null;
            /** @description The format that was asked about. */
            type: string;
        };
        /** @description The first due time. */
        FirstTime: {
            /** @description From now on; null when it never comes. With a target, when it starts. */
            first_time?: string | null;
        };
        /** @description Due times to come, and whether it runs at all. */
        Forecast: {
            data: components["schemas"]["PlannedTime"][];
            meta: components["schemas"]["ForecastMeta"];
        };
        /** @description What goes for the schedule as a whole. */
        ForecastMeta: {
            verdict: components["schemas"]["Verdict"];
        };
        /** @description One execution of a scan. */
        History: {
            /** @description `pass`, `fail`, or null where the product knows no verdict. */
            compliance?: string | null;
            created_at: string;
            /**
             * Format: int64
             * @description Seconds from start to end.
             */
            duration?: number | null;
            finished_at?: string | null;
            /** @description While it is pausing or paused, who holds it: `person` or `blackout`. */
            held_by?: string | null;
            /** @description Since when it is held. */
            held_since?: string | null;
            /** @description The target's hosts as they were at the start. */
            hosts: string;
            /**
             * Format: int32
             * @description Hosts found alive.
             */
            hosts_up: number;
            id: string;
            /** @description Why it goes on in blackouts, if it does. */
            ignore_blackout_reason?: string | null;
            /** @description The ports that were scanned. */
            ports: string;
            /** @description The profile that it ran with. */
            profile_id: string;
            /**
             * Format: int32
             * @description Version of that profile.
             */
            profile_version: number;
            /**
             * Format: int32
             * @description Percent.
             */
            progress: number;
            /** @description Why it is in this state, where that needs saying. */
            reason?: string | null;
            scan_id: string;
            severity_counts: components["schemas"]["SeverityCounts"];
            started_at?: string | null;
            /** @description `queued`, `started`, `finishing_up`, `canceling`, `canceled`, `completed`, `completed_invalid`, `failed` … */
            status: string;
            target_id: string;
            /** @description `manual` or `schedule`. */
            trigger: string;
        };
        /** @description A host across runs. */
        Host: {
            /** @description Address that was probed last. */
            address: string;
            first_seen: string;
            /** @description Its name if the target was named, else its address. */
            host: string;
            id: string;
            /** @description The run that saw it last. */
            last_run_id: string;
            last_seen: string;
            /** @description Open findings. */
            severity_counts: components["schemas"]["SeverityCounts"];
            target_id: string;
        };
        /** @description Ids of what to act on. */
        IdList: {
            /**
             * @description Ids, each once, at most 500.
             * @default []
             */
            ids: string[];
        };
        /** @description What a calendar brought. */
        Imported: {
            /**
             * Format: int64
             * @description Freezes in the next two years.
             */
            imported: number;
        };
        /** @description How hard a profile pushes. */
        Intensity: {
            /**
             * Format: int32
             * @description New connections a second to one host; 0 is unbounded.
             */
            connections_per_second: number;
            /**
             * Format: int32
             * @description Connections to one host at the same time.
             */
            parallel_connections: number;
            /**
             * Format: int32
             * @description Hosts at the same time.
             */
            parallel_hosts: number;
        };
        /** @description The newest run of a scan. */
        LastRun: {
            finished_at?: string | null;
            /** @description While it is pausing or paused, who holds it: `person` or `blackout`. */
            held_by?: string | null;
            /** @description Since when it is held. */
            held_since?: string | null;
            /** @description Id among the scan's histories. */
            id: string;
            reason?: string | null;
            started_at?: string | null;
            status: string;
        };
        /** @description One due time with its one outcome. */
        LedgerEntry: {
            decided_at: string;
            /** @description When it was due. */
            due: string;
            id: string;
            /** @description `started`, `deferred`, `caught_up`, `coalesced` or `skipped`. */
            outcome: string;
            /** @description Why. */
            reason?: string | null;
            /** @description The run that it started. */
            run_id?: string | null;
            /** @description Null when no scan was attached. */
            scan_id?: string | null;
            scan_name?: string | null;
            schedule_id: string;
            schedule_name: string;
            target_id?: string | null;
            target_name?: string | null;
            /** @description What it waits for, as long as it does: `blackout`, `run`. */
            waits?: string | null;
            /** @description When it is looked at again, as long as it waits. */
            waits_until?: string | null;
        };
        /** @description A line of a run's log. */
        LogEntry: {
            created_at: string;
            /** @description Place in the order that was asked for, from 1. */
            id: string;
            /** @description `info`, `warning` or `error`. */
            level: string;
            message: string;
        };
        /** @description Somebody who belongs to the organization. */
        MemberView: {
            email: string;
            first_name: string;
            id: string;
            last_name: string;
            /** @description First and last name, or the e-mail address. */
            name: string;
            /** @description `owner`, `admin`, `manager` or `viewer`. */
            role: string;
        };
        /** @description A new feed. */
        NewCalendarFeed: {
            created_at: string;
            /** @description What to subscribe to. Whoever knows it sees the feed; it is not shown again. */
            url: string;
        };
        /** @description The next due times. */
        NextDates: {
            /** @description From now on, soonest first. With a target, when they start: those that are folded into later ones are left out. */
            next_dates: string[];
        };
        /** @description The test that found it. */
        Nvt: {
            /** @description The test's word. */
            check: string;
            /** @description How it was detected. */
            detection?: string | null;
            family: string;
            impact?: string | null;
            name: string;
            oid: string;
            references: string[];
            solution?: string | null;
            /** @description `vendor_fix`, `mitigation`, `workaround` or `none_available`. */
            solution_type?: string | null;
            summary?: string | null;
        };
        /** @description One due time with its one outcome. */
        Occurrence: {
            decided_at: string;
            /** @description When it was due. */
            due: string;
            id: string;
            /** @description `started`, `deferred`, `caught_up`, `coalesced` or `skipped`. */
            outcome: string;
            /** @description Why. */
            reason?: string | null;
            /** @description The run that it started. */
            run_id?: string | null;
            /** @description Null when no scan was attached. */
            scan_id?: string | null;
            schedule_id: string;
        };
        /** @description A tenant. */
        Organization: {
            /** @description Names that it may scan without proof of ownership. */
            allowed_names: string[];
            /** @description Ranges that it may scan. */
            allowed_ranges: string[];
            created_at: string;
            id: string;
            name: string;
            /** @description The partner above it. */
            parent_id?: string | null;
            /** @description Codes of its products. */
            products: string[];
            updated_at: string;
        };
        /** @description A change of the organization; absent fields stay as they are. */
        OrganizationUpdate: {
            /**
             * @description Names that it may scan without proof of ownership: `app.example` itself, `*.example` everything below.
             * @example [
             *       "*.example"
             *     ]
             */
            allowed_names?: string[] | null;
            /**
             * @description Ranges that it may scan.
             * @example [
             *       "10.0.0.0/8"
             *     ]
             */
            allowed_ranges?: string[] | null;
            name?: string | null;
        };
        /** @description The window of a schedule. Beside one that is there, absent parts stay as they are. */
        OwnWindow: {
            /**
             * @description `HH:MM`.
             * @example 08:00
             */
            begin?: string | null;
            /**
             * @description `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
             * @example 18:00
             */
            cease?: string | null;
            /** @description Whether it counts; absent is true. */
            enabled?: boolean | null;
            /** @description IANA zone; absent is UTC. */
            timezone?: string | null;
            /** @description 1 (Monday) to 7; none are all. */
            weekdays?: number[] | null;
        };
        /** @description What a finding means for PCI DSS. */
        Pci: {
            /** @description `pass` or `fail`. */
            compliance: string;
            /** @description By which rule. */
            reason: string;
        };
        /** @description What the caller may do. */
        Permissions: {
            /** @description Whether the caller holds each permission. */
            permissions: {
                [key: string]: boolean;
            };
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
            /** @description Null where it does not start by itself. */
            start?: string | null;
            start_local?: string | null;
        };
        /** @description A port list. */
        PortList: {
            /** @description Whether it comes with the program; such a list cannot be changed. */
            built_in: boolean;
            comment: string;
            created_at?: string | null;
            /** @description A word (`top1000`) or the id of an own list. */
            id: string;
            name: string;
            /**
             * @description `T:22,80-90,U:53`.
             * @example T:22,80-90,U:53
             */
            ports: string;
            /** @description Products that offer it. */
            products: string[];
            /**
             * Format: int32
             * @description How many TCP ports it holds.
             */
            tcp_count: number;
            /**
             * Format: int32
             * @description How many UDP ports it holds.
             */
            udp_count: number;
            updated_at?: string | null;
        };
        /** @description A port list to be made. */
        PortListCreate: {
            comment?: string | null;
            /** @description Unique among the product's own port lists. */
            name: string;
            /**
             * @description Ports and ranges: `22,80-90` is TCP, `U:53` is UDP; `port_ranges` is understood too.
             * @example T:22,80-90,U:53
             */
            ports: string;
        };
        /** @description A change of an own port list; absent fields stay as they are. */
        PortListUpdate: {
            comment?: string | null;
            name?: string | null;
            /**
             * @description Ports and ranges: `22,80-90` is TCP, `U:53` is UDP; `port_ranges` is understood too.
             * @example T:22,80-90,U:53
             */
            ports?: string | null;
        };
        /** @description When. Other fields of a schedule may stand beside these and mean nothing here. */
        PreviewTiming: {
            blackout_period?: components["schemas"]["OwnWindow"] | null;
            /**
             * Format: int64
             * @description At most so many times.
             */
            count?: number | null;
            /**
             * @description First local time: `YYYY-MM-DD hh:mm:ss` or ISO 8601.
             * @example 2026-12-01 02:30:00
             */
            first_time: string;
            /** @description Local times that the clocks jump over: `shift_forward` (the default), `shift_back`, `skip`. */
            gap?: string | null;
            /**
             * Format: int64
             * @description Starts are spread over so many seconds after the due time; absent is as `schedule_id` says.
             */
            jitter_seconds?: number | null;
            /** @description Local times that come twice: `first` (the default), `second`, `both`. */
            overlap?: string | null;
            /**
             * Format: int64
             * @description Every so many units; absent is 1.
             */
            period?: number | null;
            /**
             * @description `once` (the default), `hour`, `day`, `week`, `month` or `quarter`.
             * @example week
             */
            period_unit?: string | null;
            /**
             * @description The rule in the words of RFC 5545, in place of period, unit, weekday, week, count and until.
             * @example FREQ=WEEKLY;BYDAY=MO
             */
            rrule?: string | null;
            /**
             * @description IANA zone; absent is UTC.
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /** @description Not after this time: an instant, or local time in the zone. */
            until?: string | null;
            /** @description `first` … `fourth`, `last`, or 1 … 5. */
            week_index?: string | null;
            /** @description `monday` … `sunday`, or 1 … 7. */
            weekday?: string | null;
        };
        /** @description A product that a subscription unlocks. */
        Product: {
            /** @description Whether it is the caller's active product. */
            active: boolean;
            /** @description `pci`, `vrms`, `penetration` … */
            code: string;
            description: string;
            name: string;
        };
        /** @description Numbers about all vulnerabilities of the active product. */
        ProductStatistics: {
            /**
             * Format: int64
             * @description Open ones that a person called false positive or accepted.
             */
            decided: number;
            /** @description Open ones by band, without those that a person decided on. */
            severity_counts: components["schemas"]["SeverityCounts"];
            states: components["schemas"]["States"];
            /** @description The last thirty days (of UTC), oldest first; the last one is today. */
            trend: components["schemas"]["TrendPoint"][];
        };
        /** @description A scan profile. */
        Profile: {
            /** @description Whether it is used when none is chosen. */
            default: boolean;
            description: string;
            /** @description Whether services are identified. */
            detect_services: boolean;
            /** @description `probe`, or `assume_up`: every host is taken to be alive. */
            discovery: string;
            /** @description The strongest effect that its checks may have. */
            effect_ceiling: string;
            /** @description A word: `normal`, `full`, `pci_asv`. */
            id: string;
            /** @description Whether TLS is inspected. */
            inspect_tls: boolean;
            intensity: components["schemas"]["Intensity"];
            /** @description Whether nothing else may be used. */
            mandatory: boolean;
            name: string;
            /** @description Word of its port list. */
            port_list_id: string;
            /** @description Products that offer it. */
            products: string[];
            /** @description Why it is as it is and cannot be changed. */
            rationale: string;
            /** Format: int32 */
            version: number;
            /** @description Whether versions are held against the vulnerability feed. */
            version_checks: boolean;
        };
        /** @description A report over one run. */
        Report: {
            /** @description `pass`, `fail`, or null where the product knows no verdict. */
            compliance?: string | null;
            created_at: string;
            /** @description Files by format. */
            files: {
                [key: string]: components["schemas"]["ReportFile"];
            };
            /** @description Formats asked for so far. */
            formats: string[];
            id: string;
            name: string;
            /** @description Open findings of the run. */
            results_count: components["schemas"]["SeverityCounts"];
            run_id: string;
            scan_id: string;
        };
        /** @description One file of a report. */
        ReportFile: {
            /** @description Why it failed. */
            reason?: string | null;
            /** @description When done. */
            sha256?: string | null;
            /**
             * Format: int64
             * @description Bytes, when done.
             */
            size?: number | null;
            /** @description `queued`, `done` or `failed`. */
            status: string;
        };
        /** @description The files that are asked for; none is a PDF. */
        ReportGenerate: {
            /**
             * @description One format; `type` is understood too.
             * @default null
             */
            format: string | null;
            /**
             * @default []
             * @example [
             *       "pdf",
             *       "csv"
             *     ]
             */
            formats: string[];
        };
        /** @description What to verify; nothing is every finished file. */
        ReportVerify: {
            /**
             * @description The caller's own hash of a file, in hexadecimal, to be compared as well.
             * @default null
             */
            sha256: string | null;
        };
        /** @description What became of the access token. */
        Revoked: {
            message: string;
            /** @description Whether there was one. */
            revoked: boolean;
        };
        /** @description A scan. */
        Scan: {
            comment: string;
            /** @description Verdict of the newest run: `pass`, `fail` or null. */
            compliance?: string | null;
            created_at: string;
            id: string;
            last_run?: components["schemas"]["LastRun"] | null;
            name: string;
            /** @description When it runs next by itself. */
            next_time?: string | null;
            notification_ids: string[];
            /** @description A built-in list's word or an own one's id; null is the profile's. */
            port_list_id?: string | null;
            /** @description The word of its profile. */
            profile_id: string;
            profile_name: string;
            /**
             * Format: int32
             * @description Percent of the newest run.
             */
            progress: number;
            /** @description Where it runs: `embedded`. */
            scanner_id: string;
            schedule_id?: string | null;
            /** @description Findings of the newest run. */
            severity_counts: components["schemas"]["SeverityCounts"];
            /** @description State of the newest run; `new` before the first. */
            status: string;
            target_id: string;
            target_name: string;
            updated_at: string;
        };
        /** @description What one run does in blackouts. Everything may be absent. */
        ScanBlackout: {
            /**
             * @description Blackouts do not hold this run; it needs the permission `blackout.override`. Without it a run waits until the
             *     blackout ends and then goes by itself.
             */
            ignore_blackout_period?: boolean;
            /** @description Why they do not; must be given with `ignore_blackout_period`. */
            reason?: string | null;
        };
        /** @description A scan to be made. */
        ScanCreate: {
            comment?: string | null;
            /** @example Office, weekly */
            name: string;
            /** @description None are kept by this server yet: only an empty list is taken. */
            notification_ids?: string[] | null;
            /** @description A built-in list's word or an own one's id; absent is the profile's. */
            port_list_id?: string | null;
            /**
             * @description A profile's word; absent is the product's default. `config_id` is understood too.
             * @example normal
             */
            profile_id?: string | null;
            /** @description `embedded`, the only scanner there is. */
            scanner_id?: string | null;
            schedule_id?: string | null;
            target_id: string;
        };
        /** @description A host as the newest run of a scan saw it. */
        ScannedHost: {
            /** @description Address that was probed. */
            address: string;
            /** @description Its name if the target was named, else its address. */
            host: string;
            id: string;
            /** @description Open ports with what listens there. */
            services: components["schemas"]["Service"][];
            /** @description Findings of the run. */
            severity_counts: components["schemas"]["SeverityCounts"];
        };
        /** @description A change of a scan; absent fields stay as they are. */
        ScanUpdate: {
            comment?: string | null;
            name?: string | null;
            notification_ids?: string[] | null;
            /** @description `null` is the profile's. */
            port_list_id?: string | null;
            /** @description `null` is the product's default. */
            profile_id?: string | null;
            scanner_id?: string | null;
            /** @description `null` takes the schedule away. */
            schedule_id?: string | null;
            target_id?: string | null;
        };
        /** @description The newest verdict of a scan. */
        ScanVerdict: {
            /** @description `pass`, `fail` or null. */
            compliance?: string | null;
            /** @description Its end. */
            finished_at?: string | null;
            /** @description The run that was judged. */
            history_id?: string | null;
            id: string;
            name: string;
        };
        /** @description A schedule. */
        Schedule: {
            /** @description Blackout periods that belong to it, that of `blackout_period` among them. */
            blackout_ids: string[];
            blackout_period?: components["schemas"]["SchedulePeriod"] | null;
            /** @description What becomes of missed times: `latest`, `none` or `all`. */
            catch_up: string;
            comment: string;
            /**
             * Format: int32
             * @description At most so many times.
             */
            count?: number | null;
            created_at: string;
            /**
             * @description The start that belongs to `rrule`.
             * @example DTSTART;TZID=Europe/Berlin:20261201T023000
             */
            dtstart?: string | null;
            enabled: boolean;
            /**
             * @description First local time in the zone.
             * @example 2026-12-01 02:30:00
             */
            first_time: string;
            /** @description Local times that the clocks jump over: `shift_forward`, `shift_back`, `skip`. */
            gap: string;
            id: string;
            /**
             * Format: int32
             * @description Starts are spread over so many seconds after the due time.
             */
            jitter_seconds: number;
            name: string;
            /** @description The next due time; null when it never comes again. */
            next_time?: string | null;
            /** @description Local times that come twice: `first`, `second`, `both`. */
            overlap: string;
            /** @description Due times while an earlier run goes on: `skip`, `queue`, `cancel_running`. */
            overlap_policy: string;
            /**
             * Format: int32
             * @description Every so many units.
             */
            period: number;
            /** @description `once`, `hour`, `day`, `week`, `month` or `quarter`. */
            period_unit: string;
            /**
             * @description The rule in the words of RFC 5545, which know neither `gap` nor `overlap`; null for once.
             * @example FREQ=WEEKLY;BYDAY=MO
             */
            rrule?: string | null;
            /**
             * @description IANA zone.
             * @example Europe/Berlin
             */
            timezone: string;
            /** @description Not after this instant. */
            until?: string | null;
            updated_at: string;
            /** @description `first` … `fourth`, `last`. */
            week_index?: string | null;
            /** @description `monday` … `sunday`. */
            weekday?: string | null;
        };
        /** @description A schedule to be made. */
        ScheduleCreate: {
            blackout_period?: components["schemas"]["OwnWindow"] | null;
            /** @description What becomes of missed times: `latest` (the default), `none` or `all`. */
            catch_up?: string | null;
            comment?: string | null;
            /**
             * Format: int64
             * @description At most so many times.
             */
            count?: number | null;
            /** @description Absent is true. */
            enabled?: boolean | null;
            /**
             * @description First local time: `YYYY-MM-DD hh:mm:ss` or ISO 8601.
             * @example 2026-12-01 02:30:00
             */
            first_time: string;
            /** @description Local times that the clocks jump over: `shift_forward` (the default), `shift_back`, `skip`. */
            gap?: string | null;
            /**
             * Format: int64
             * @description Starts are spread over so many seconds after the due time; absent is 0.
             */
            jitter_seconds?: number | null;
            /** @example Mondays at night */
            name: string;
            /** @description Local times that come twice: `first` (the default), `second`, `both`. */
            overlap?: string | null;
            /** @description Due times while an earlier run goes on: `skip` (the default), `queue`, `cancel_running`. */
            overlap_policy?: string | null;
            /**
             * Format: int64
             * @description Every so many units; absent is 1.
             */
            period?: number | null;
            /**
             * @description `once` (the default), `hour`, `day`, `week`, `month` or `quarter`.
             * @example week
             */
            period_unit?: string | null;
            /**
             * @description The rule in the words of RFC 5545, in place of period, unit, weekday, week, count and until.
             * @example FREQ=WEEKLY;BYDAY=MO
             */
            rrule?: string | null;
            /**
             * @description IANA zone; absent is UTC.
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /** @description Not after this time: an instant, or local time in the zone. */
            until?: string | null;
            /** @description `first` … `fourth`, `last`, or 1 … 5. */
            week_index?: string | null;
            /** @description `monday` … `sunday`, or 1 … 7. */
            weekday?: string | null;
        };
        /** @description The window of a schedule: the oldest one that belongs to it. */
        SchedulePeriod: {
            /**
             * @description `HH:MM`.
             * @example 08:00
             */
            begin: string;
            /**
             * @description `HH:MM`; before `begin` it is on the next day, equal to it the window lasts a day.
             * @example 18:00
             */
            cease: string;
            /** @description Whether it counts. */
            enabled: boolean;
            /** @description IANA zone. */
            timezone: string;
            /** @description 1 (Monday) to 7, the days on which it begins; none are all. */
            weekdays: number[];
        };
        /** @description A schedule to look ahead with; it need not exist. */
        SchedulePreview: {
            /** @description How many due times, 1 to 50; absent is 10. */
            count?: number | null;
            schedule: components["schemas"]["PreviewTiming"];
            /** @description The schedule whose blackout periods hold it back. */
            schedule_id?: string | null;
            /** @description The target whose blackout periods hold it back. */
            target_id?: string | null;
        };
        /** @description A rule to calculate with. */
        ScheduleTiming: {
            /** @description How many due times are wanted, 1 to 100; absent is 5. */
            count?: number | null;
            /**
             * @description First local time: `YYYY-MM-DD hh:mm:ss` or ISO 8601.
             * @example 2026-12-01 02:30:00
             */
            first_time: string;
            /** @description Local times that the clocks jump over: `shift_forward` (the default), `shift_back`, `skip`. */
            gap?: string | null;
            /** @description Local times that come twice: `first` (the default), `second`, `both`. */
            overlap?: string | null;
            /**
             * Format: int64
             * @description Every so many units; absent is 1.
             */
            period?: number | null;
            /**
             * @description `once` (the default), `hour`, `day`, `week`, `month` or `quarter`.
             * @example week
             */
            period_unit?: string | null;
            /**
             * @description The rule in the words of RFC 5545, in place of period, unit, weekday, week, count and until.
             * @example FREQ=WEEKLY;BYDAY=MO
             */
            rrule?: string | null;
            /** @description The target whose blackout periods put starts off; absent, those of the organization do not count either. */
            target_id?: string | null;
            /**
             * @description IANA zone; absent is UTC.
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /** @description Not after this time: an instant, or local time in the zone. */
            until?: string | null;
            /** @description `first` … `fourth`, `last`, or 1 … 5. */
            week_index?: string | null;
            /** @description `monday` … `sunday`, or 1 … 7. */
            weekday?: string | null;
        };
        /** @description A change of a schedule; absent fields stay as they are. */
        ScheduleUpdate: {
            blackout_period?: components["schemas"]["OwnWindow"] | null;
            catch_up?: string | null;
            comment?: string | null;
            /** Format: int64 */
            count?: number | null;
            enabled?: boolean | null;
            first_time?: string | null;
            gap?: string | null;
            /** Format: int64 */
            jitter_seconds?: number | null;
            name?: string | null;
            overlap?: string | null;
            overlap_policy?: string | null;
            /** Format: int64 */
            period?: number | null;
            period_unit?: string | null;
            rrule?: string | null;
            timezone?: string | null;
            until?: string | null;
            week_index?: string | null;
            weekday?: string | null;
        };
        /** @description A service on an open port. */
        Service: {
            banner?: string | null;
            /** @description CPE 2.3 names. */
            cpe: string[];
            extra?: string | null;
            /** @description `ssh`, `http` … or `unknown`. */
            name: string;
            /** Format: int32 */
            port: number;
            product?: string | null;
            /** @description `tcp` or `udp`. */
            protocol: string;
            /** @description Whether it spoke inside TLS. */
            tls: boolean;
            version?: string | null;
        };
        /** @description A session. */
        Session: {
            /** @description When the token ends. */
            expires_at: string;
            /** @description Send it as `Authorization: Bearer …`. */
            token: string;
            /** @description Who signed in. */
            user: components["schemas"]["User"];
        };
        /** @description How many open findings there are in each band. */
        SeverityCounts: {
            /**
             * Format: int64
             * @description 9.0 to 10.0.
             */
            critical: number;
            /**
             * Format: int64
             * @description 7.0 to 8.9.
             */
            high: number;
            /**
             * Format: int64
             * @description High and critical and medium together: what fails a PCI scan.
             */
            high_and_medium: number;
            /**
             * Format: int64
             * @description 0.0.
             */
            info: number;
            /**
             * Format: int64
             * @description 0.1 to 3.9.
             */
            low: number;
            /**
             * Format: int64
             * @description 4.0 to 6.9.
             */
            medium: number;
            /**
             * Format: int64
             * @description All bands.
             */
            total: number;
        };
        /** @description Who signs in. */
        SignIn: {
            /**
             * Format: password
             * @description The password.
             */
            password: string;
            /**
             * @description The e-mail address; `email` is understood too.
             * @example admin@example.org
             */
            username: string;
        };
        /** @description How many there are in each state, decided ones included. */
        States: {
            /**
             * Format: int64
             * @description Seen again.
             */
            active: number;
            /**
             * Format: int64
             * @description Gone.
             */
            fixed: number;
            /**
             * Format: int64
             * @description Seen for the first time.
             */
            new: number;
            /**
             * Format: int64
             * @description Back again.
             */
            reopened: number;
        };
        /** @description Numbers about the vulnerabilities of a scan. */
        Statistics: {
            /**
             * Format: int64
             * @description Seen again.
             */
            active: number;
            /** @description Verdict of the newest run. */
            compliance?: string | null;
            /**
             * Format: int64
             * @description Gone.
             */
            fixed: number;
            /**
             * Format: int64
             * @description Hosts with open ones.
             */
            hosts: number;
            /**
             * Format: int64
             * @description Seen for the first time.
             */
            new: number;
            /**
             * Format: int64
             * @description Back again.
             */
            reopened: number;
            /** @description Open ones by band. */
            severity_counts: components["schemas"]["SeverityCounts"];
        };
        /** @description A target. */
        Target: {
            comment: string;
            created_at: string;
            /** @description Credentials for the hosts. */
            credential_ids: string[];
            /** @description Hosts that are never touched, in the same form. */
            exclude_hosts: string;
            /**
             * @description Addresses, CIDRs, ranges and names, comma separated.
             * @example 10.1.2.0/24,10.1.3.7-10.1.3.20,www.example.org
             */
            hosts: string;
            /**
             * Format: int64
             * @description How many hosts it holds; overlaps count once.
             */
            hosts_count: number;
            id: string;
            /** @description `network`, `web`, `api`. */
            kind: string;
            /**
             * Format: int32
             * @description The most hosts scanned at once.
             */
            max_hosts?: number | null;
            /** @example Office network */
            name: string;
            updated_at: string;
        };
        /** @description A target to be made. */
        TargetCreate: {
            comment?: string | null;
            /** @description None are kept by this server yet: only an empty list is taken. */
            credential_ids?: string[] | null;
            /** @description Hosts that are never touched, in the same form. */
            exclude_hosts?: string | null;
            /**
             * @description Addresses, CIDRs, ranges and names, comma separated; at most 65536 hosts.
             * @example 10.1.2.0/24,www.example.org
             */
            hosts: string;
            /** @description `network`, the default. */
            kind?: string | null;
            /**
             * Format: int32
             * @description The most hosts scanned at once.
             */
            max_hosts?: number | null;
            /**
             * @description Unique among the product's targets.
             * @example Office network
             */
            name: string;
        };
        /** @description A change of a target; absent fields stay as they are. */
        TargetUpdate: {
            comment?: string | null;
            credential_ids?: string[] | null;
            exclude_hosts?: string | null;
            hosts?: string | null;
            /** @description The kind cannot be changed; the present one is taken. */
            kind?: string | null;
            /**
             * Format: int32
             * @description `null` takes the limit away.
             */
            max_hosts?: number | null;
            name?: string | null;
        };
        /** @description A day. */
        TrendPoint: {
            /** @example 2026-11-22 */
            date: string;
            /**
             * Format: int64
             * @description Gone on that day.
             */
            fixed: number;
            /**
             * Format: int64
             * @description Seen for the first time on that day.
             */
            new: number;
            /**
             * Format: int64
             * @description Back on that day.
             */
            reopened: number;
            /** @description Open ones at the end of the day. */
            severity_counts: components["schemas"]["SeverityCounts"];
        };
        /** @description How many vulnerabilities were decided on. */
        Updated: {
            /** Format: int64 */
            updated: number;
        };
        /** @description A user. */
        User: {
            /** @description The product that every answer is filtered to. */
            active_product: string;
            created_at: string;
            current_plan?: components["schemas"]["Product"] | null;
            email: string;
            first_name: string;
            id: string;
            last_name: string;
            locale: string;
            organization?: components["schemas"]["Organization"] | null;
            organization_id: string;
            /** @description Products of the organization, when asked for. */
            products?: components["schemas"]["Product"][] | null;
            /** @description `owner`, `admin`, `manager` or `viewer`. */
            role: string;
            /** @description IANA time zone. */
            timezone: string;
            updated_at: string;
            /** @description The sign-in name. */
            username: string;
        };
        /** @description A user as those see them who manage users. */
        UserAccount: {
            /** @description The product that every answer is filtered to. */
            active_product: string;
            created_at: string;
            email: string;
            /** @description Whether the user may sign in. */
            enabled: boolean;
            first_name: string;
            id: string;
            last_name: string;
            locale: string;
            organization_id: string;
            /**
             * Format: password
             * @description The password, where one was just made up: it is shown only now.
             */
            password?: string | null;
            /** @description `owner`, `admin`, `manager` or `viewer`. */
            role: string;
            /** @description IANA time zone. */
            timezone: string;
            updated_at: string;
            /** @description The sign-in name. */
            username: string;
        };
        /** @description A user to be made. */
        UserCreate: {
            /**
             * @description Absent is the organization's first.
             * @example vrms
             */
            active_product?: string | null;
            /**
             * @description The sign-in name, unique in the installation; `username` is understood too.
             * @example ada@example.org
             */
            email: string;
            first_name?: string | null;
            last_name?: string | null;
            /**
             * Format: password
             * @description When absent, one is made up and shown in the answer, this once.
             */
            password?: string | null;
            /**
             * @description `owner`, `admin`, `manager` or `viewer`, which it is when absent. Nobody gives more than they have.
             * @example manager
             */
            role?: string | null;
            /** @description IANA time zone; absent is UTC. */
            timezone?: string | null;
        };
        /** @description A change of a user; absent fields stay as they are. */
        UserUpdate: {
            /** @description The sign-in name; `username` is understood too. */
            email?: string | null;
            /** @description Whether the user may sign in; keeping one out ends their sessions and tokens. */
            enabled?: boolean | null;
            first_name?: string | null;
            /** @description Makes a new password up and shows it in the answer, this once. */
            generate_password?: boolean;
            last_name?: string | null;
            /**
             * Format: password
             * @description A new password; it ends the user's sessions and tokens.
             */
            password?: string | null;
            role?: string | null;
            timezone?: string | null;
        };
        /** @description That the credentials are good. */
        Valid: {
            username: string;
            valid: boolean;
        };
        /** @description Whether the schedule can ever run. */
        Verdict: {
            /** @description The first start to come. */
            first_start?: string | null;
            /** @description The same as a sentence. */
            text: string;
            /** @description `runs`, `always_deferred`, `not_due`, `never`. */
            word: string;
        };
        /** @description What the verification found. */
        Verified: {
            files: components["schemas"]["VerifiedFile"][];
            /** @description Whether every file that was looked at is what was written. */
            verified: boolean;
        };
        /** @description One file's hashes. */
        VerifiedFile: {
            /** @description Of the stored bytes as they are now. */
            actual_sha256: string;
            /** @description Noted when the file was written. */
            expected_sha256: string;
            /**
             * Format: int64
             * @description Bytes as they are now.
             */
            size: number;
            type: string;
            verified: boolean;
        };
        /** @description What a person decides about several vulnerabilities. */
        VulnerabilitiesUpdate: {
            /** @description Why. */
            comment?: string | null;
            /** @description Ids, each once, at most 500. */
            ids: string[];
            /**
             * @description `open`, `false_positive` or `accepted`. Later runs leave it alone.
             * @example accepted
             */
            state?: string | null;
        };
        /** @description One weakness at one place of one target. */
        Vulnerability: {
            /** @description Address that was probed. */
            address: string;
            /** @description `banner`, `likely` or `confirmed`. */
            confidence: string;
            cve: string[];
            cvss?: components["schemas"]["Cvss"] | null;
            cwe: string[];
            decision?: components["schemas"]["Decision"] | null;
            evidence: components["schemas"]["Evidence"];
            /** @description Equal for the same weakness at the same place. */
            fingerprint: string;
            first_seen: string;
            /** @description When it was found to be gone. */
            fixed_at?: string | null;
            /** @description Name or address of the host. */
            host: string;
            id: string;
            last_seen: string;
            name: string;
            /**
             * Format: int64
             * @description Unique in its target.
             */
            number: number;
            nvt: components["schemas"]["Nvt"];
            pci?: components["schemas"]["Pci"] | null;
            /**
             * Format: int32
             * @description Null for weaknesses of the host itself.
             */
            port?: number | null;
            /** @description `tcp` or `udp`. */
            protocol?: string | null;
            /** @description The scan that saw it last. */
            scan_id: string;
            /** @description What listens there. */
            service?: string | null;
            /**
             * Format: double
             * @description 0.0 to 10.0.
             */
            severity: number;
            /** @description `new`, `active`, `fixed` or `reopened`. */
            state: string;
            target_id: string;
            /** @description `critical`, `high`, `medium`, `low` or `info`. */
            threat: string;
            /** @description Where exactly, for web applications. */
            url?: string | null;
        };
        /** @description What a person decides about a vulnerability; absent fields stay as they are. */
        VulnerabilityUpdate: {
            /** @description Why. */
            comment?: string | null;
            /**
             * @description `open`, `false_positive` or `accepted`. Later runs leave it alone.
             * @example false_positive
             */
            state?: string | null;
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
    audit_event_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose action matches; `*` stands for any characters */
                "q[action]"?: string;
                /** @description Only rows whose actor_id matches; `*` stands for any characters */
                "q[actor_id]"?: string;
                /** @description Only rows whose request_id matches; `*` stands for any characters */
                "q[request_id]"?: string;
                /** @description Only rows whose subject_id matches; `*` stands for any characters */
                "q[subject_id]"?: string;
                /** @description Only rows whose subject_kind matches; `*` stands for any characters */
                "q[subject_kind]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of created_at, sequence */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["AuditEvent"];
                            id: string;
                            /** @enum {string} */
                            type: "audit_events";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    audit_event_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["AuditEvent"];
                            id: string;
                            /** @enum {string} */
                            type: "audit_events";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    sign_out: {
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
            /** @description Unauthorized */
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
    blackout_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose enabled matches; `*` stands for any characters */
                "q[enabled]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose kind matches; `*` stands for any characters */
                "q[kind]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose schedule_id matches; `*` stands for any characters */
                "q[schedule_id]"?: string;
                /** @description Only rows whose scope matches; `*` stands for any characters */
                "q[scope]"?: string;
                /** @description Only rows whose source matches; `*` stands for any characters */
                "q[source]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Blackout"];
                            id: string;
                            /** @enum {string} */
                            type: "blackouts";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    blackout_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    blackout: components["schemas"]["BlackoutCreate"];
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Blackout"];
                            id: string;
                            /** @enum {string} */
                            type: "blackouts";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    blackout_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Blackout"];
                            id: string;
                            /** @enum {string} */
                            type: "blackouts";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    blackout_update: {
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
                "application/json": {
                    blackout: components["schemas"]["BlackoutPut"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Blackout"];
                            id: string;
                            /** @enum {string} */
                            type: "blackouts";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    blackout_delete: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    blackout_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    blackout: components["schemas"]["BlackoutImport"];
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                /** @description First instant: `YYYY-MM-DD hh:mm:ss` in UTC, or ISO 8601; now if absent */
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
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarFeed"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCalendarFeed"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
    host_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose address matches; `*` stands for any characters */
                "q[address]"?: string;
                /** @description Only rows whose host matches; `*` stands for any characters */
                "q[host]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose run_id matches; `*` stands for any characters */
                "q[run_id]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of host, severity, last_seen */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Host"];
                            id: string;
                            /** @enum {string} */
                            type: "hosts";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    host_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Host"];
                            id: string;
                            /** @enum {string} */
                            type: "hosts";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    host_most_vulnerable: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose address matches; `*` stands for any characters */
                "q[address]"?: string;
                /** @description Only rows whose host matches; `*` stands for any characters */
                "q[host]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose run_id matches; `*` stands for any characters */
                "q[run_id]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
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
                        data: {
                            attributes: components["schemas"]["Host"];
                            id: string;
                            /** @enum {string} */
                            type: "hosts";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    occurrence_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose outcome matches; `*` stands for any characters */
                "q[outcome]"?: string;
                /** @description Only rows whose reason matches; `*` stands for any characters */
                "q[reason]"?: string;
                /** @description Only rows whose run_id matches; `*` stands for any characters */
                "q[run_id]"?: string;
                /** @description Only rows whose scan_id matches; `*` stands for any characters */
                "q[scan_id]"?: string;
                /** @description Only rows whose schedule_id matches; `*` stands for any characters */
                "q[schedule_id]"?: string;
                /** @description Only rows whose schedule_name matches; `*` stands for any characters */
                "q[schedule_name]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of due, decided_at, outcome */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["LedgerEntry"];
                            id: string;
                            /** @enum {string} */
                            type: "occurrences";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    port_list_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose comment matches; `*` stands for any characters */
                "q[comment]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose ports matches; `*` stands for any characters */
                "q[ports]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, comment, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["PortList"];
                            id: string;
                            /** @enum {string} */
                            type: "port_lists";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    port_list_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    port_list: components["schemas"]["PortListCreate"];
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["PortList"];
                            id: string;
                            /** @enum {string} */
                            type: "port_lists";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    port_list_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["PortList"];
                            id: string;
                            /** @enum {string} */
                            type: "port_lists";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    port_list_update: {
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
                "application/json": {
                    port_list: components["schemas"]["PortListUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["PortList"];
                            id: string;
                            /** @enum {string} */
                            type: "port_lists";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    port_list_delete: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    port_list_activated: {
        parameters: {
            query?: never;
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
                        data: {
                            attributes: components["schemas"]["PortList"];
                            id: string;
                            /** @enum {string} */
                            type: "port_lists";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
    report_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose compliance matches; `*` stands for any characters */
                "q[compliance]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose run_id matches; `*` stands for any characters */
                "q[run_id]"?: string;
                /** @description Only rows whose scan_id matches; `*` stands for any characters */
                "q[scan_id]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, created_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Report"];
                            id: string;
                            /** @enum {string} */
                            type: "reports";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    report_delete_many: {
        parameters: {
            query?: {
                /** @description Ids, comma separated, instead of a body */
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["IdList"];
            };
        };
        responses: {
            /** @description How many objects were deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Report"];
                            id: string;
                            /** @enum {string} */
                            type: "reports";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    report_delete: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                /** @description The same as `type` */
                format?: string;
                /** @description Several formats, comma separated */
                formats?: string;
                /** @description Format: pdf, csv, json, sarif or junit */
                type?: string;
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    report_exists: {
        parameters: {
            query?: {
                /** @description The same as `type` */
                format?: string;
                /** @description Several formats, comma separated */
                formats?: string;
                /** @description Format: pdf, csv, json, sarif or junit */
                type?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exists"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    report_generate: {
        parameters: {
            query?: {
                /** @description The same as `type` */
                format?: string;
                /** @description Several formats, comma separated */
                formats?: string;
                /** @description Format: pdf, csv, json, sarif or junit */
                type?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    report: components["schemas"]["ReportGenerate"];
                };
            };
        };
        responses: {
            /** @description Work on the object has been asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Report"];
                            id: string;
                            /** @enum {string} */
                            type: "reports";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    report_verify: {
        parameters: {
            query?: {
                /** @description The same as `type` */
                format?: string;
                /** @description Several formats, comma separated */
                formats?: string;
                /** @description Format: pdf, csv, json, sarif or junit */
                type?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    report: components["schemas"]["ReportVerify"];
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verified"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose comment matches; `*` stands for any characters */
                "q[comment]"?: string;
                /** @description Only rows whose compliance matches; `*` stands for any characters */
                "q[compliance]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose port_list_id matches; `*` stands for any characters */
                "q[port_list_id]"?: string;
                /** @description Only rows whose profile_id matches; `*` stands for any characters */
                "q[profile_id]"?: string;
                /** @description Only rows whose schedule_id matches; `*` stands for any characters */
                "q[schedule_id]"?: string;
                /** @description Only rows whose status matches; `*` stands for any characters */
                "q[status]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows whose target_name matches; `*` stands for any characters */
                "q[target_name]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, comment, status, target_name, profile_id, last_run, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    scan: components["schemas"]["ScanCreate"];
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_delete_many: {
        parameters: {
            query?: {
                /** @description Ids, comma separated, instead of a body */
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["IdList"];
            };
        };
        responses: {
            /** @description How many objects were deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_update: {
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
                "application/json": {
                    scan: components["schemas"]["ScanUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_delete: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Work on the object has been asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["History"];
                            id: string;
                            /** @enum {string} */
                            type: "histories";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    scan: components["schemas"]["ScanBlackout"];
                };
            };
        };
        responses: {
            /** @description Work on the object has been asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["History"];
                            id: string;
                            /** @enum {string} */
                            type: "histories";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_start: {
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
                "application/json": {
                    scan: components["schemas"]["ScanBlackout"];
                };
            };
        };
        responses: {
            /** @description Work on the object has been asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["History"];
                            id: string;
                            /** @enum {string} */
                            type: "histories";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Work on the object has been asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["History"];
                            id: string;
                            /** @enum {string} */
                            type: "histories";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_history_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose compliance matches; `*` stands for any characters */
                "q[compliance]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose status matches; `*` stands for any characters */
                "q[status]"?: string;
                /** @description Only rows whose trigger matches; `*` stands for any characters */
                "q[trigger]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of status, started_at, finished_at, created_at */
                sort_by?: string;
            };
            header?: never;
            path: {
                scan_id: string;
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
                        data: {
                            attributes: components["schemas"]["History"];
                            id: string;
                            /** @enum {string} */
                            type: "histories";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_history_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                scan_id: string;
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["History"];
                            id: string;
                            /** @enum {string} */
                            type: "histories";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_history_coverage: {
        parameters: {
            query?: {
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose check matches; `*` stands for any characters */
                "q[check]"?: string;
                /** @description Only rows whose host matches; `*` stands for any characters */
                "q[host]"?: string;
                /** @description Only rows whose result matches; `*` stands for any characters */
                "q[result]"?: string;
            };
            header?: never;
            path: {
                id: string;
                scan_id: string;
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
                        data: {
                            attributes: components["schemas"]["CoverageEntry"];
                            id: string;
                            /** @enum {string} */
                            type: "coverage";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_history_log: {
        parameters: {
            query?: {
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose level matches; `*` stands for any characters */
                "q[level]"?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of created_at */
                sort_by?: string;
            };
            header?: never;
            path: {
                id: string;
                scan_id: string;
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
                        data: {
                            attributes: components["schemas"]["LogEntry"];
                            id: string;
                            /** @enum {string} */
                            type: "log_lines";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_host_list: {
        parameters: {
            query?: {
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose address matches; `*` stands for any characters */
                "q[address]"?: string;
                /** @description Only rows whose host matches; `*` stands for any characters */
                "q[host]"?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of host */
                sort_by?: string;
            };
            header?: never;
            path: {
                scan_id: string;
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
                        data: {
                            attributes: components["schemas"]["ScannedHost"];
                            id: string;
                            /** @enum {string} */
                            type: "scan_hosts";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_host_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                scan_id: string;
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["ScannedHost"];
                            id: string;
                            /** @enum {string} */
                            type: "scan_hosts";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_vulnerability_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose check matches; `*` stands for any characters */
                "q[check]"?: string;
                /** @description Only rows whose confidence matches; `*` stands for any characters */
                "q[confidence]"?: string;
                /** @description Only rows whose cve matches; `*` stands for any characters */
                "q[cve]"?: string;
                /** @description Only rows whose decision matches; `*` stands for any characters */
                "q[decision]"?: string;
                /** @description Only rows whose family matches; `*` stands for any characters */
                "q[family]"?: string;
                /** @description Only rows whose host matches; `*` stands for any characters */
                "q[host]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose number matches; `*` stands for any characters */
                "q[number]"?: string;
                /** @description Only rows whose oid matches; `*` stands for any characters */
                "q[oid]"?: string;
                /** @description Only rows whose port matches; `*` stands for any characters */
                "q[port]"?: string;
                /** @description Only rows whose protocol matches; `*` stands for any characters */
                "q[protocol]"?: string;
                /** @description Only rows whose service matches; `*` stands for any characters */
                "q[service]"?: string;
                /** @description Only rows whose severity matches; `*` stands for any characters */
                "q[severity]"?: string;
                /** @description Only rows whose state matches; `*` stands for any characters */
                "q[state]"?: string;
                /** @description Only rows whose threat matches; `*` stands for any characters */
                "q[threat]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of severity, name, host, state, first_seen, last_seen, created_at */
                sort_by?: string;
            };
            header?: never;
            path: {
                scan_id: string;
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
                        data: {
                            attributes: components["schemas"]["Vulnerability"];
                            id: string;
                            /** @enum {string} */
                            type: "vulnerabilities";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_vulnerability_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                scan_id: string;
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Vulnerability"];
                            id: string;
                            /** @enum {string} */
                            type: "vulnerabilities";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_vulnerability_statistics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_compliance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Compliance"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
    scan_profile_activated: {
        parameters: {
            query?: never;
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
                        data: {
                            attributes: components["schemas"]["Profile"];
                            id: string;
                            /** @enum {string} */
                            type: "scan_profiles";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
    scan_profile_activeted: {
        parameters: {
            query?: never;
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
                        data: {
                            attributes: components["schemas"]["Profile"];
                            id: string;
                            /** @enum {string} */
                            type: "scan_profiles";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
    scan_recent: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose comment matches; `*` stands for any characters */
                "q[comment]"?: string;
                /** @description Only rows whose compliance matches; `*` stands for any characters */
                "q[compliance]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose port_list_id matches; `*` stands for any characters */
                "q[port_list_id]"?: string;
                /** @description Only rows whose profile_id matches; `*` stands for any characters */
                "q[profile_id]"?: string;
                /** @description Only rows whose schedule_id matches; `*` stands for any characters */
                "q[schedule_id]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows whose target_name matches; `*` stands for any characters */
                "q[target_name]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, comment, status, target_name, profile_id, last_run, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_running: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose comment matches; `*` stands for any characters */
                "q[comment]"?: string;
                /** @description Only rows whose compliance matches; `*` stands for any characters */
                "q[compliance]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose port_list_id matches; `*` stands for any characters */
                "q[port_list_id]"?: string;
                /** @description Only rows whose profile_id matches; `*` stands for any characters */
                "q[profile_id]"?: string;
                /** @description Only rows whose schedule_id matches; `*` stands for any characters */
                "q[schedule_id]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows whose target_name matches; `*` stands for any characters */
                "q[target_name]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, comment, status, target_name, profile_id, last_run, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    scan_upcoming: {
        parameters: {
            query?: {
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
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
                        data: {
                            attributes: components["schemas"]["Scan"];
                            id: string;
                            /** @enum {string} */
                            type: "scans";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose comment matches; `*` stands for any characters */
                "q[comment]"?: string;
                /** @description Only rows whose enabled matches; `*` stands for any characters */
                "q[enabled]"?: string;
                /** @description Only rows whose first_time matches; `*` stands for any characters */
                "q[first_time]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose timezone matches; `*` stands for any characters */
                "q[timezone]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, comment, timezone, first_time, next_time, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Schedule"];
                            id: string;
                            /** @enum {string} */
                            type: "schedules";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    schedule: components["schemas"]["ScheduleCreate"];
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Schedule"];
                            id: string;
                            /** @enum {string} */
                            type: "schedules";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_delete_many: {
        parameters: {
            query?: {
                /** @description Ids, comma separated, instead of a body */
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["IdList"];
            };
        };
        responses: {
            /** @description How many objects were deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Schedule"];
                            id: string;
                            /** @enum {string} */
                            type: "schedules";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_update: {
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
                "application/json": {
                    schedule: components["schemas"]["ScheduleUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Schedule"];
                            id: string;
                            /** @enum {string} */
                            type: "schedules";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_delete: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_occurrence_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose outcome matches; `*` stands for any characters */
                "q[outcome]"?: string;
                /** @description Only rows whose reason matches; `*` stands for any characters */
                "q[reason]"?: string;
                /** @description Only rows whose scan_id matches; `*` stands for any characters */
                "q[scan_id]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of due, created_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Occurrence"];
                            id: string;
                            /** @enum {string} */
                            type: "occurrences";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_first_time: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    schedule: components["schemas"]["ScheduleTiming"];
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstTime"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_next_dates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    schedule: components["schemas"]["ScheduleTiming"];
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextDates"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    schedule_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchedulePreview"];
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Forecast"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose comment matches; `*` stands for any characters */
                "q[comment]"?: string;
                /** @description Only rows whose exclude_hosts matches; `*` stands for any characters */
                "q[exclude_hosts]"?: string;
                /** @description Only rows whose hosts matches; `*` stands for any characters */
                "q[hosts]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose kind matches; `*` stands for any characters */
                "q[kind]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of name, kind, hosts, comment, created_at, updated_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Target"];
                            id: string;
                            /** @enum {string} */
                            type: "targets";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    target: components["schemas"]["TargetCreate"];
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Target"];
                            id: string;
                            /** @enum {string} */
                            type: "targets";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    target_delete_many: {
        parameters: {
            query?: {
                /** @description Ids, comma separated, instead of a body */
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["IdList"];
            };
        };
        responses: {
            /** @description How many objects were deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Target"];
                            id: string;
                            /** @enum {string} */
                            type: "targets";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
                "application/json": {
                    target: components["schemas"]["TargetUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Target"];
                            id: string;
                            /** @enum {string} */
                            type: "targets";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    user_change_product: {
        parameters: {
            query?: {
                /** @description Code of the product (required) */
                product_code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveProduct"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    user_generate_access_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
            query?: {
                /** @description Whether to show the subscription of the active product */
                current_plan?: string;
                /** @description Whether to show the organization */
                details?: string;
                /** @description Whether to show the organization's products */
                products?: string;
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["User"];
                            id: string;
                            /** @enum {string} */
                            type: "users";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    user_organization: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Organization"];
                            id: string;
                            /** @enum {string} */
                            type: "organizations";
                        };
                    };
                };
            };
            /** @description Unauthorized */
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
    user_organization_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    organization: components["schemas"]["OrganizationUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Organization"];
                            id: string;
                            /** @enum {string} */
                            type: "organizations";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    user_organization_members: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose email matches; `*` stands for any characters */
                "q[email]"?: string;
                /** @description Only rows whose first_name matches; `*` stands for any characters */
                "q[first_name]"?: string;
                /** @description Only rows whose last_name matches; `*` stands for any characters */
                "q[last_name]"?: string;
                /** @description Only rows whose role matches; `*` stands for any characters */
                "q[role]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of email, first_name, last_name, role, created_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["MemberView"];
                            id: string;
                            /** @enum {string} */
                            type: "members";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    user_permissions: {
        parameters: {
            query?: {
                /** @description Names, comma separated; all when absent */
                permissions?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Permissions"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    user_products: {
        parameters: {
            query?: never;
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
                        data: {
                            attributes: components["schemas"]["Product"];
                            id: string;
                            /** @enum {string} */
                            type: "products";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
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
    user_revoke_access_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revoked"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
    user_valid_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Valid"];
                };
            };
            /** @description Unauthorized */
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
    users_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose email matches; `*` stands for any characters */
                "q[email]"?: string;
                /** @description Only rows whose enabled matches; `*` stands for any characters */
                "q[enabled]"?: string;
                /** @description Only rows whose first_name matches; `*` stands for any characters */
                "q[first_name]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose last_name matches; `*` stands for any characters */
                "q[last_name]"?: string;
                /** @description Only rows whose role matches; `*` stands for any characters */
                "q[role]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of email, first_name, last_name, role, created_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["UserAccount"];
                            id: string;
                            /** @enum {string} */
                            type: "users";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    users_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user: components["schemas"]["UserCreate"];
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["UserAccount"];
                            id: string;
                            /** @enum {string} */
                            type: "users";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    users_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["UserAccount"];
                            id: string;
                            /** @enum {string} */
                            type: "users";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    users_update: {
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
                "application/json": {
                    user: components["schemas"]["UserUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["UserAccount"];
                            id: string;
                            /** @enum {string} */
                            type: "users";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    users_delete: {
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
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    vulnerability_list: {
        parameters: {
            query?: {
                /** @description Only rows until then: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_end?: string;
                /** @description Only rows from then on: `YYYY-MM-DD hh:mm:ss` in UTC */
                date_range_start?: string;
                /** @description Page, from 1 */
                page?: number;
                /** @description Rows of a page */
                per_page?: number;
                /** @description Only rows whose check matches; `*` stands for any characters */
                "q[check]"?: string;
                /** @description Only rows whose confidence matches; `*` stands for any characters */
                "q[confidence]"?: string;
                /** @description Only rows whose cve matches; `*` stands for any characters */
                "q[cve]"?: string;
                /** @description Only rows whose decision matches; `*` stands for any characters */
                "q[decision]"?: string;
                /** @description Only rows whose family matches; `*` stands for any characters */
                "q[family]"?: string;
                /** @description Only rows whose host matches; `*` stands for any characters */
                "q[host]"?: string;
                /** @description Only rows whose id matches; `*` stands for any characters */
                "q[id]"?: string;
                /** @description Only rows whose name matches; `*` stands for any characters */
                "q[name]"?: string;
                /** @description Only rows whose number matches; `*` stands for any characters */
                "q[number]"?: string;
                /** @description Only rows whose oid matches; `*` stands for any characters */
                "q[oid]"?: string;
                /** @description Only rows whose port matches; `*` stands for any characters */
                "q[port]"?: string;
                /** @description Only rows whose protocol matches; `*` stands for any characters */
                "q[protocol]"?: string;
                /** @description Only rows whose scan_id matches; `*` stands for any characters */
                "q[scan_id]"?: string;
                /** @description Only rows whose service matches; `*` stands for any characters */
                "q[service]"?: string;
                /** @description Only rows whose severity matches; `*` stands for any characters */
                "q[severity]"?: string;
                /** @description Only rows whose state matches; `*` stands for any characters */
                "q[state]"?: string;
                /** @description Only rows whose target_id matches; `*` stands for any characters */
                "q[target_id]"?: string;
                /** @description Only rows whose threat matches; `*` stands for any characters */
                "q[threat]"?: string;
                /** @description Only rows of that time: `10d` (units s, m, h, d, M, y, q) or `1q2020` */
                relative_date_range?: string;
                /** @description Order: `column`, `column:asc` or `column:desc` of severity, name, host, state, first_seen, last_seen, created_at */
                sort_by?: string;
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
                        data: {
                            attributes: components["schemas"]["Vulnerability"];
                            id: string;
                            /** @enum {string} */
                            type: "vulnerabilities";
                        }[];
                        meta: {
                            pagination: {
                                current_page: number;
                                per_page: number;
                                total_count: number;
                                total_pages: number;
                            };
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    vulnerability_update_many: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    vulnerability: components["schemas"]["VulnerabilitiesUpdate"];
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Updated"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    vulnerability_view: {
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
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Vulnerability"];
                            id: string;
                            /** @enum {string} */
                            type: "vulnerabilities";
                        };
                    };
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    vulnerability_update: {
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
                "application/json": {
                    vulnerability: components["schemas"]["VulnerabilityUpdate"];
                };
            };
        };
        responses: {
            /** @description The object */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            attributes: components["schemas"]["Vulnerability"];
                            id: string;
                            /** @enum {string} */
                            type: "vulnerabilities";
                        };
                    };
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Record Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Parameter Error */
            422: {
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
    vulnerability_statistics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductStatistics"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Forbidden */
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
