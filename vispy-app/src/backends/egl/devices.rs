//! Finds the displays on which a headless context may be made.
#![expect(unsafe_code, reason = "EGL displays are made through raw handles")]

use glutin::api::egl::device::Device;
use glutin::api::egl::display::Display;
use glutin::error::ErrorKind;
use raw_window_handle::RawDisplayHandle;

use super::DeviceChoice;
use crate::error::Attempts;

/// What Mesa's software driver calls itself in a device's extensions.
const SOFTWARE: &str = "EGL_MESA_device_software";

/// The displays to try, best first, each with a name for messages. What fails is noted in `tried`.
pub(super) fn displays(choice: DeviceChoice, tried: &mut Attempts) -> Vec<(String, Display)> {
    let devices: Vec<Device> = match Device::query_devices() {
        Ok(devices) => devices.collect(),
        Err(error) if error.error_kind() == ErrorKind::NotFound => {
            tried.note("EGL", "libEGL.so.1 cannot be loaded");
            return Vec::new();
        }
        Err(error) => {
            tried.note("EGL devices", error);
            Vec::new()
        }
    };
    let mut displays = device_displays(devices, choice, tried);
    if choice == DeviceChoice::Any {
        displays.extend(default_display(tried));
    }
    displays
}

fn device_displays(
    devices: Vec<Device>,
    choice: DeviceChoice,
    tried: &mut Attempts,
) -> Vec<(String, Display)> {
    let count = devices.len();
    let mut chosen: Vec<(usize, Device)> = devices
        .into_iter()
        .enumerate()
        .filter(|(index, device)| match choice {
            DeviceChoice::Any => true,
            DeviceChoice::Hardware => !is_software(device),
            DeviceChoice::Software => is_software(device),
            DeviceChoice::Index(wanted) => *index == wanted,
        })
        .collect();
    if chosen.is_empty() {
        tried.note("EGL devices", format_args!("none of {count} is {}", described(choice)));
    }
    // The sort is stable: among graphics cards EGL's own order stays.
    chosen.sort_by_key(|(_, device)| is_software(device));

    let mut displays = Vec::new();
    for (index, device) in chosen {
        let name = device_name(index, &device);
        // SAFETY: no raw display is given, so that there is no handle that could be invalid.
        match unsafe { Display::with_device(&device, None) } {
            Ok(display) => displays.push((name, display)),
            Err(error) => tried.note(name, error),
        }
    }
    displays
}

/// The display that EGL has without devices: of an X server, or of ANGLE on Windows.
fn default_display(tried: &mut Attempts) -> Option<(String, Display)> {
    let (name, handle) = default_handle()?;
    // SAFETY: the handle names no connection; EGL opens its own and checks it.
    match unsafe { Display::new(handle) } {
        Ok(display) => Some((name.to_owned(), display)),
        Err(error) => {
            tried.note(name, error);
            None
        }
    }
}

#[cfg(not(windows))]
fn default_handle() -> Option<(&'static str, RawDisplayHandle)> {
    let set = std::env::var_os("DISPLAY").is_some_and(|name| !name.is_empty());
    let handle = raw_window_handle::XlibDisplayHandle::new(None, 0);
    set.then_some(("EGL on the X display", RawDisplayHandle::Xlib(handle)))
}

#[cfg(windows)]
fn default_handle() -> Option<(&'static str, RawDisplayHandle)> {
    let handle = raw_window_handle::WindowsDisplayHandle::new();
    Some(("EGL's default display", RawDisplayHandle::Windows(handle)))
}

fn is_software(device: &Device) -> bool {
    device.extensions().contains(SOFTWARE)
}

fn device_name(index: usize, device: &Device) -> String {
    let node = device.drm_device_node_path().map(|path| path.display().to_string());
    let kind =
        node.as_deref().or(device.name()).unwrap_or(if is_software(device) { "software" } else { "unnamed" });
    format!("EGL device {index}, {kind}")
}

fn described(choice: DeviceChoice) -> String {
    match choice {
        DeviceChoice::Any => "usable".to_owned(),
        DeviceChoice::Hardware => "a graphics card".to_owned(),
        DeviceChoice::Software => "the software driver".to_owned(),
        DeviceChoice::Index(index) => format!("number {index}"),
    }
}
