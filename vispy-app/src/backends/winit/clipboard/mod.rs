//! The clipboard of the system.

#[cfg(any(windows, target_vendor = "apple"))]
mod native;
#[cfg(not(any(windows, target_vendor = "apple")))]
#[path = "x11.rs"]
mod native;

use std::cell::RefCell;

use native::Clipboard;

use crate::error::Error;

thread_local! {
    /// Kept, because on X11 what was copied is gone with the one who copied it.
    static CLIPBOARD: RefCell<Option<Clipboard>> = const { RefCell::new(None) };
}

/// Puts a picture on the system's clipboard: RGBA bytes with straight alpha, rows from the top down.
///
/// On X11 it stays there as long as this program runs. On Wayland it goes through Xwayland.
///
/// # Errors
///
/// [`Error::Clipboard`] when the bytes are not `4 * width * height`, and when there is no clipboard.
pub fn copy_image(width: u32, height: u32, rgba: Vec<u8>) -> Result<(), Error> {
    let bytes = u64::from(width) * u64::from(height) * 4;
    if rgba.len() as u64 != bytes {
        let reason = format!("a picture of {width} x {height} has {bytes} bytes, not {}", rgba.len());
        return Err(Error::Clipboard { reason });
    }
    let failed = |reason: String| Error::Clipboard { reason };
    CLIPBOARD.with_borrow_mut(|slot| {
        let clipboard = match slot {
            Some(clipboard) => clipboard,
            None => slot.insert(native::open().map_err(failed)?),
        };
        native::put(clipboard, [width, height], rgba).map_err(failed)
    })
}
