//! What drawing and testing need of the machine, and the Debian packages that bring it.

use std::fmt;

use super::machine::Machine;

/// What the machine is prepared for; each includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Drawing into files: GL without a display.
    Plot,
    /// Drawing into windows.
    Window,
    /// The test suite.
    Test,
}

/// Something that can be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A shared library, by the name under which it is loaded.
    Library(&'static str),
    /// A command, by the name under which it is called.
    Command(&'static str),
    /// Mesa's software driver, whose file has changed its name over the years.
    MesaDriver,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Library(name) | Self::Command(name) => f.write_str(name),
            Self::MesaDriver => f.write_str("Mesa's drivers"),
        }
    }
}

/// One thing that is needed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// The first purpose that needs it.
    since: Purpose,
    pub(super) what: What,
    /// The packages of Debian and Ubuntu that bring it.
    pub(super) package: &'static str,
    pub(super) why: &'static str,
}

const fn need(since: Purpose, what: What, package: &'static str, why: &'static str) -> Need {
    Need { since, what, package, why }
}

/// Everything that is loaded or called at run time and that a fresh machine may lack. The window libraries are those
/// that winit and glutin open by name.
const NEEDS: [Need; 19] = {
    use Purpose::{Plot, Test, Window};
    use What::{Command, Library, MesaDriver};
    [
        need(Plot, Library("libEGL.so.1"), "libegl1", "makes GL contexts"),
        need(Plot, Library("libEGL_mesa.so.0"), "libegl-mesa0", "Mesa's part of EGL"),
        need(Plot, MesaDriver, "libgl1-mesa-dri", "draw, on the GPU or in software"),
        need(Plot, Library("libGLESv2.so.2"), "libgles2", "OpenGL ES"),
        need(Plot, Library("libGL.so.1"), "libgl1", "desktop OpenGL"),
        need(Window, Library("libX11.so.6"), "libx11-6", "windows on X11"),
        need(Window, Library("libX11-xcb.so.1"), "libx11-xcb1", "windows on X11"),
        need(Window, Library("libXcursor.so.1"), "libxcursor1", "the pointer on X11"),
        need(Window, Library("libXi.so.6"), "libxi6", "mouse and touch on X11"),
        need(Window, Library("libxkbcommon.so.0"), "libxkbcommon0", "the keyboard"),
        need(Window, Library("libxkbcommon-x11.so.0"), "libxkbcommon-x11-0", "the keyboard on X11"),
        need(Window, Library("libwayland-client.so.0"), "libwayland-client0", "windows on Wayland"),
        need(Window, Library("libwayland-egl.so.1"), "libwayland-egl1", "GL in windows on Wayland"),
        need(Test, Command("Xvfb"), "xvfb", "a display without a screen, for tests of the window"),
        need(Test, Command("xauth"), "xauth", "access to that display"),
        need(Test, Command("xdotool"), "xdotool", "real mouse and key events for tests of the window"),
        need(Test, Command("pdftotext"), "poppler-utils", "reads the PDF files that tests write"),
        need(Test, Command("cc"), "gcc", "compiles the little C that the benchmarks depend on"),
        need(Test, Command("git"), "git", "lists the files that tidy reads"),
    ]
};

/// What `purpose` needs and `machine` lacks.
pub(super) fn missing(purpose: Purpose, machine: &Machine) -> Vec<&'static Need> {
    if machine.is_checked {
        NEEDS.iter().filter(|need| need.since <= purpose && !machine.has(need.what)).collect()
    } else {
        Vec::new()
    }
}

/// The packages that bring what is `missing`.
pub(super) fn packages(missing: &[&Need]) -> Vec<&'static str> {
    let mut packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if packages.contains(&"gcc") {
        // The compiler alone has no headers: Debian only recommends them.
        packages.push("libc6-dev");
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = "
        libEGL.so.1 (libc6,x86-64) => /lib/libEGL.so.1
        libEGL_mesa.so.0 (libc6,x86-64) => /lib/libEGL_mesa.so.0
        libgallium-25.0.7.so (libc6,x86-64) => /lib/libgallium-25.0.7.so
        libGLESv2.so.2 (libc6,x86-64) => /lib/libGLESv2.so.2
        libGL.so.1 (libc6,x86-64) => /lib/libGL.so.1
    ";

    fn names(missing: &[&Need]) -> Vec<String> {
        missing.iter().map(|need| need.what.to_string()).collect()
    }

    #[test]
    fn an_empty_machine_lacks_everything() {
        let machine = Machine::of("", &[]);
        assert_eq!(missing(Purpose::Test, &machine).len(), NEEDS.len());
        let packages = packages(&missing(Purpose::Test, &machine));
        assert!(packages.contains(&"libegl1") && packages.contains(&"libc6-dev"), "{packages:?}");
    }

    #[test]
    fn a_headless_machine_can_plot_into_files_only() {
        let machine = Machine::of(FULL, &["cc", "git"]);
        assert_eq!(missing(Purpose::Plot, &machine), Vec::<&Need>::new());
        let window = missing(Purpose::Window, &machine);
        assert!(window.iter().all(|need| need.since == Purpose::Window), "{window:?}");
        assert_eq!(window.len(), 8, "each library of a window is missing");
        let test = names(&missing(Purpose::Test, &machine));
        assert_eq!(test[8..], ["Xvfb", "xauth", "xdotool", "pdftotext"]);
    }

    #[test]
    fn a_library_of_another_version_does_not_count() {
        let machine = Machine::of(&FULL.replace("libEGL.so.1 ", "libEGL.so.10 "), &[]);
        assert_eq!(names(&missing(Purpose::Plot, &machine)), ["libEGL.so.1"]);
    }

    #[test]
    fn a_driver_is_needed_beside_the_libraries() {
        let machine = Machine::of(&FULL.replace("libgallium", "libother"), &[]);
        assert_eq!(packages(&missing(Purpose::Plot, &machine)), ["libgl1-mesa-dri"]);
    }
}
