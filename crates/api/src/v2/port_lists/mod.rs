//! Port lists, built in and own ones.

mod change;
mod read;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Port Lists")
        .get(
            "/v2/port_lists",
            about(
                "port_list_list",
                "port_list.read",
                "List the organization's own port lists (the built-in ones are among the activated)",
            ),
            read::list,
        )
        .get(
            "/v2/port_lists/activated",
            about("port_list_activated", "port_list.read", "List the port lists that a scan may use"),
            read::activated,
        )
        .get("/v2/port_lists/{id}", about("port_list_view", "port_list.read", "Show a port list"), read::show)
        .post(
            "/v2/port_lists",
            about("port_list_create", "port_list.write", "Create a port list"),
            write::create,
        )
        .put(
            "/v2/port_lists/{id}",
            about("port_list_update", "port_list.write", "Update a port list of one's own"),
            change::update,
        )
        .delete(
            "/v2/port_lists/{id}",
            about("port_list_delete", "port_list.write", "Delete a port list of one's own that no scan uses"),
            change::delete,
        )
}
