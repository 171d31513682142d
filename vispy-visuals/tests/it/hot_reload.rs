//! Files of GLSL that change while visuals are drawn.

#![cfg(feature = "hot-reload")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use vispy_visuals::color::Color;
use vispy_visuals::filters::{Alpha, Filtered, Filters};
use vispy_visuals::glam::DVec2;
use vispy_visuals::shaders::{hot_reload, library};
use vispy_visuals::visuals::Rectangle;

use crate::support::{Stage, pixel_view};

const BLACK: [f32; 4] = [0.0, 0.0, 0.0, 1.0];
const PATH: &str = "visuals/box/main.frag.glsl";

fn write(folder: &Path, text: &str) {
    let path = folder.join(PATH);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    hot_reload::poll();
}

/// A text of the fragment stage of boxes whose last colour is another, and which is as long as no other.
fn with_last(expression: &str) -> String {
    let text = library::snippet(PATH).unwrap().source().to_owned();
    let at = text.find("frag_color = ").unwrap() + "frag_color = ".len();
    let end = at + text[at..].find(';').unwrap();
    format!("{}{expression}{}", &text[..at], &text[end..])
}

// One test: what is watched is the same for the whole process.
#[test]
fn a_changed_file_is_drawn_and_a_wrong_one_is_not() {
    let Some(mut stage) = Stage::new(20, 20) else { return };
    let view = pixel_view(stage.target);
    let green = || Rectangle::new(DVec2::ZERO, DVec2::splat(20.0), Color::rgb(0.0, 1.0, 0.0)).unwrap();
    let mut plain = green();
    let mut filtered = Filtered::new(green(), Filters::new().with_at(0, Alpha::new(0.5).unwrap()));
    let mut pixels = |stage: &mut Stage| {
        let a = stage.draw(BLACK, &mut [(&mut plain, &view)]).pixel(10, 10);
        [a, stage.draw(BLACK, &mut [(&mut filtered, &view)]).pixel(10, 10)]
    };
    let [first, faint] = pixels(&mut stage);
    assert_eq!(first, [0, 255, 0, 255]);
    assert!(faint[1].abs_diff(128) < 2, "{faint:?}");

    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hot-reload");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    assert!(hot_reload::watch(folder.join("nowhere")).is_err());
    hot_reload::watch(&folder).unwrap();
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    hot_reload::on_change(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        true
    });
    assert_eq!(pixels(&mut stage)[0], first, "an empty folder changes nothing");

    let blue = with_last("fragment_post(vec4(0.0, 0.0, 1.0, 1.0))");
    write(&folder, &blue);
    assert!(calls.load(Ordering::Relaxed) >= 1, "windows are told");
    let [changed, faint] = pixels(&mut stage);
    assert_eq!(changed, [0, 0, 255, 255], "the file is drawn");
    assert!(faint[2].abs_diff(128) < 2, "with the filters that it had: {faint:?}");
    assert!(hot_reload::errors().is_empty());

    // Neither the parser nor the driver takes what is wrong: the last good text goes on.
    for (wrong, line) in [
        ("fragment_post(vec4(1.0) vec4(1.0))", "unexpected"),
        ("fragment_post(vec4(1.0, 0.0, blur))", "blur"),
    ] {
        let text = with_last(wrong);
        write(&folder, &text);
        assert_eq!(pixels(&mut stage)[0], changed, "the last good text goes on");
        let errors = hot_reload::errors();
        let number = text.lines().position(|line| line.contains(wrong)).unwrap() + 1;
        assert!(errors[0].contains(line) && errors[0].contains(&format!("{PATH}:{number}")), "{errors:?}");
    }

    write(&folder, &with_last("fragment_post(vec4(1.0, 0.0, 0.0, 1.0) + vec4(0.0))"));
    assert_eq!(pixels(&mut stage)[0], [255, 0, 0, 255]);
    assert!(hot_reload::errors().is_empty(), "what was wrong is no longer");

    fs::remove_file(folder.join(PATH)).unwrap();
    hot_reload::poll();
    assert_eq!(pixels(&mut stage)[0], first, "without the file the built-in text is back");
}
