//! The `vispy` command, run as people run it.

#![cfg(feature = "cli")]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::files::{file, npy};

fn vispy(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vispy"));
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).args(args);
    command.output().unwrap_or_else(|error| panic!("vispy does not start: {error}"))
}

/// The one line of bad input, after checking that it is one and that the code is 2.
fn refused(args: &[&str]) -> String {
    let output = vispy(args);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(output.stdout.is_empty(), "{args:?}");
    text.trim_end().strip_prefix("vispy: ").unwrap_or_else(|| panic!("{text}")).to_owned()
}

#[test]
fn help_has_examples_and_version_a_number() {
    let help = vispy(&["--help"]);
    assert!(help.status.success());
    let text = String::from_utf8_lossy(&help.stdout).into_owned();
    for part in
        ["Examples:", "--size <WxH>", "-x <COL>", "-y <COL,COL>", "--kind <KIND>", "OUT", "--rate <HZ>"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let version = vispy(&["--version"]);
    assert_eq!(String::from_utf8_lossy(&version.stdout), format!("vispy {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn bad_files_are_one_line_each() {
    assert_eq!(refused(&["nowhere.csv"]), "nowhere.csv: no such file");
    assert!(refused(&["."]).starts_with(".: cannot be read: "));
    file("cli-empty.csv", "");
    assert_eq!(refused(&["cli-empty.csv"]), "cli-empty.csv: no rows: the file is empty");
    file("cli.xyz", "1 2 3");
    assert!(refused(&["cli.xyz"]).starts_with("cli.xyz: unknown format; can be read: .npy"));
    file("cli-short.npy", npy("<f4", false, "(10,)", &[0; 8], 0));
    assert_eq!(
        refused(&["cli-short.npy"]),
        "cli-short.npy: truncated: header promises 168 bytes, file has 136"
    );
    file("cli-broken.png", "no picture");
    assert!(refused(&["cli-broken.png"]).starts_with("cli-broken.png: broken picture file: "));
    file("cli-rows.csv", "a,b\n1,2\n1,2,3\n");
    assert_eq!(refused(&["cli-rows.csv"]), "cli-rows.csv: line 3: expected 2 fields, found 3");
}

#[test]
fn bad_columns_are_one_line_each() {
    file("cli-prices.csv", "date,open,close,note\n2000-01-03,1,2,a\n2000-01-04,3,4,b\n");
    assert_eq!(
        refused(&["cli-prices.csv", "-y", "cloze"]),
        "cli-prices.csv: no column 'cloze'; columns are date, open, close, note; did you mean 'close'?"
    );
    assert_eq!(
        refused(&["cli-prices.csv", "-x", "date", "-y", "close,note", "-o", "never.png"]),
        "cli-prices.csv: column 'note' is not numeric: line 2 has 'a'"
    );
    assert_eq!(
        refused(&["cli-prices.csv", "--kind", "image"]),
        "cli-prices.csv: a table cannot be shown as an image, only as lines"
    );
    file("cli-texts.csv", "v\n1\n2\nthree\n");
    assert_eq!(refused(&["cli-texts.csv"]), "cli-texts.csv: column 'v' is not numeric: line 4 has 'three'");
}

#[test]
fn bad_options_are_one_line_each() {
    assert_eq!(
        refused(&[]),
        "the following required arguments were not provided: <FILE>...; see vispy --help"
    );
    assert!(refused(&["a.csv", "--size", "big"]).starts_with("invalid value 'big' for '--size <WxH>'"));
    assert!(refused(&["a.csv", "--nonsense"]).starts_with("unexpected argument '--nonsense' found"));
    assert_eq!(
        refused(&["a.csv", "-o", "a.gif"]),
        "a.gif: cannot be written in this format; can be written: .png, .svg, .pdf"
    );
}

#[test]
fn kinds_that_do_not_fit_are_one_line_each() {
    file("cli-kinds.csv", "name,date,a,b\nx,2000-01-03,1,2\ny,2000-01-04,3,4\n");
    assert_eq!(refused(&["cli-kinds.csv", "--bins", "5"]), "--bins goes with --kind hist");
    assert_eq!(
        refused(&["cli-kinds.csv", "--log", "x"]),
        "--log x: the x axis shows times, which have no logarithm"
    );
    assert_eq!(
        refused(&["cli-kinds.csv", "--kind", "spectrogram", "-y", "a,b"]),
        "a spectrogram shows one signal, not 2; choose one with -y"
    );
    assert_eq!(
        refused(&["cli-kinds.csv", "--kind", "scatter", "-x", "name"]),
        "cli-kinds.csv: column 'name' is not numeric: line 2 has 'x'"
    );
    assert!(
        refused(&["cli-kinds.csv", "--kind", "pie"]).starts_with("invalid value 'pie' for '--kind <KIND>'")
    );
    assert!(refused(&["cli-kinds.csv", "--bins", "0"]).contains("expected a whole number from 1 on"));
    let scattr = refused(&["cli-kinds.csv", "--kind", "scattr"]);
    assert!(scattr.contains("a similar value exists: 'scatter'"), "{scattr}");
}

#[test]
fn every_kind_is_drawn() {
    file("cli-all.csv", "name,t,a,b\nx,1,1,20\ny,2,3,40\nz,4,2,60\n");
    for (i, kind) in ["line", "scatter", "step", "bar", "hist"].into_iter().enumerate() {
        for (j, more) in
            [&[][..], &["-y", "a,b", "--theme", "dark"], &["-y", "b", "--log", "y"]].iter().enumerate()
        {
            let args = [&["cli-all.csv", "--size", "160x120", "--kind", kind], *more].concat();
            let Some((size, _)) = written(&args, &format!("cli-out-{i}-{j}.png")) else { return };
            assert_eq!(size, [160, 120]);
        }
    }
    let samples: Vec<u8> = (0..600).map(|i| (i * i / 7 % 251) as u8).collect();
    file("cli-samples.npy", npy("|u1", false, "(600,)", &samples, 0));
    let spectrogram = ["cli-samples.npy", "--kind", "spectrogram", "--rate", "100", "--size", "160x120"];
    written(&spectrogram, "cli-out-spectrogram.png");
    let dark = ["cli-samples.npy", "--kind", "hist", "--bins", "7", "--theme", "dark", "--size", "160x120"];
    written(&dark, "cli-out-hist.png");
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-out-hist.png");
    let corner = image::open(path).unwrap().to_rgb8().get_pixel(1, 1).0;
    assert_eq!(corner, [22, 25, 30], "the background of the dark theme");
}

#[test]
fn recordings_are_drawn_and_bad_ones_are_one_line_each() {
    let samples: Vec<u8> = (0..40_i16).flat_map(i16::to_le_bytes).collect();
    file("cli-rec.bin", &samples);
    let unknown = refused(&["cli-rec.bin"]);
    assert!(unknown.ends_with("raw numbers with --dtype, such as --dtype i16"), "{unknown}");
    assert_eq!(
        refused(&["cli-rec.bin", "--dtype", "i16", "--channels", "3"]),
        "cli-rec.bin: 80 bytes of data are not a multiple of 6, which 3 channels of i16 take; 2 are left over"
    );
    assert_eq!(
        refused(&["cli-rec.bin", "--dtype", "i16", "--channels", "4", "-y", "1,5"]),
        "cli-rec.bin: no channel '5'; channels are 1 to 4"
    );
    let rate = ["--rate", "30000", "--size", "160x120"];
    let recording =
        [&["cli-rec.bin", "--dtype", "i16", "--channels", "4", "--skip", "8"][..], &rate].concat();
    let Some((size, _)) = written(&recording, "cli-out-rec.png") else { return };
    assert_eq!(size, [160, 120]);
    // An array of two signals, each a row of more values than lines are drawn.
    file("cli-rows.npy", npy("|u1", false, "(2, 70)", &[7; 140], 0));
    written(&[&["cli-rows.npy"][..], &rate].concat(), "cli-out-rows.png");
}

#[test]
fn files_that_do_not_fit_together_are_refused() {
    file("cli-dates.csv", "date,v\n2000-01-03,1\n2000-01-04,2\n");
    file("cli-signal.npy", npy("|u1", false, "(2,)", &[1, 2], 0));
    assert_eq!(
        refused(&["cli-dates.csv", "cli-signal.npy"]),
        "series 'cli-signal': x axis at row 0, column 0 shows time in seconds, but a series on it has numbers"
    );
}

/// The size of a written picture and its dots per metre, after checking that the command succeeded; `None` where there is
/// no OpenGL and none is required.
fn written(args: &[&str], name: &str) -> Option<([u32; 2], u32)> {
    let output = vispy(&[args, &["-o", name]].concat());
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(1) && text.contains("OpenGL") {
        vispy_app::testing::skip(&text);
        return None;
    }
    assert_eq!((output.status.code(), text.as_str()), (Some(0), ""), "{args:?}");
    Some(picture(name))
}

fn picture(name: &str) -> ([u32; 2], u32) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let bytes = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let reader = png::Decoder::new(bytes).read_info().unwrap();
    let info = reader.info();
    ([info.width, info.height], info.pixel_dims.unwrap().xppu)
}

#[test]
fn pictures_have_the_size_and_the_dots_that_were_asked_for() {
    file("cli-line.npy", npy("<f4", false, "(2,)", &[0, 0, 0, 0, 0, 0, 128, 63], 0));
    file("cli-time.csv", "date,close\n2000-01-03,1\n2000-01-04,3\n2000-01-05,2\n");
    image::RgbImage::from_pixel(4, 3, image::Rgb([9, 99, 200]))
        .save(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-colors.png"))
        .unwrap();
    let Some(plain) = written(&["cli-line.npy"], "cli-out-line.png") else { return };
    assert_eq!(plain, ([800, 600], 3780));
    let dense = written(&["cli-time.csv", "--size", "300x200", "--dpi", "192"], "cli-out-time.png");
    assert_eq!(dense, Some(([600, 400], 7559)));
    let small = written(&["cli-colors.png", "--size", "160x120"], "cli-out-colors.png");
    assert_eq!(small, Some(([160, 120], 3780)));
}

#[test]
fn a_picture_that_cannot_be_written_is_the_machine_s_fault() {
    file("cli-unwritten.csv", "v\n1\n2\n");
    let output = vispy(&["cli-unwritten.csv", "-o", "no/such/folder/out.png"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), text.lines().count()), (Some(1), 1), "{text}");
    if text.contains("OpenGL") {
        return vispy_app::testing::skip(&text);
    }
    assert!(text.starts_with("vispy: no/such/folder/out.png: cannot be written: "), "{text}");
}

#[test]
fn without_a_display_a_picture_is_written_instead() {
    let path = file("cli-headless.csv", "v\n1\n2\n");
    let folder = path.with_file_name("cli-headless");
    std::fs::create_dir_all(&folder).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vispy"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    let output = command.current_dir(&folder).arg(path).args(["--size", "300x200"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(1) && text.contains("OpenGL") {
        return vispy_app::testing::skip(&text);
    }
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert_eq!(text, "vispy: no display: the picture is in vispy.png\n");
    assert_eq!(picture("cli-headless/vispy.png").0, [300, 200]);
}

/// Runs the command with lines on its standard input and without a display; what it says on standard error.
fn fed(args: &[&str], lines: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vispy"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn standard_input_becomes_the_picture_of_the_same_file() {
    let rows = "t,a,b\n0,1,9\n2,4,7\nbroken\n3,2,8\n5\n6,3,9\n";
    let args = ["-", "-x", "t", "-y", "a", "--title", "T", "--size", "300x200", "-o", "cli-stdin.png"];
    let (code, text) = fed(&args, rows);
    if code == Some(1) && text.contains("OpenGL") {
        return vispy_app::testing::skip(&text);
    }
    assert_eq!(code, Some(0), "{text}");
    let left_out = "2 lines were left out, the first is line 4: not the numbers that the first lines have";
    assert_eq!(text, format!("vispy: {left_out}\n"));
    file("cli-stdin.csv", "t,a\n0,1\n2,4\n3,2\n6,3\n");
    let same =
        ["cli-stdin.csv", "-x", "t", "-y", "a", "--title", "T", "--size", "300x200", "-o", "cli-same.png"];
    assert_eq!(vispy(&same).status.code(), Some(0));
    let read = |name: &str| {
        image::open(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)).unwrap().into_rgba8()
    };
    assert!(read("cli-stdin.png") == read("cli-same.png"), "a stream is drawn as a file is");
}

#[test]
fn a_growing_file_is_saved_as_it_is_now() {
    file("cli-follow.log", "# a comment\n1 2\n3 4\n5 6");
    let (code, text) = fed(&["--follow", "cli-follow.log", "--size", "300x200", "-o", "cli-follow.png"], "");
    if code == Some(1) && text.contains("OpenGL") {
        return vispy_app::testing::skip(&text);
    }
    assert_eq!((code, text.as_str()), (Some(0), ""));
    assert_eq!(picture("cli-follow.png").0, [300, 200]);
}

#[test]
fn streams_that_cannot_be_shown_are_one_line_each() {
    assert_eq!(fed(&["-"], ""), (Some(2), "vispy: no line with numbers arrived\n".to_owned()));
    assert_eq!(
        fed(&["-", "-y", "volts"], "time,amps\n1,2\n"),
        (Some(2), "vispy: no column 'volts'; columns are time, amps\n".to_owned())
    );
    assert_eq!(refused(&["-", "a.csv"]), "one stream at a time: give '-' or one file to follow alone");
    assert!(refused(&["--follow", "nowhere.log"]).starts_with("nowhere.log: "));
    assert!(refused(&["-", "--last", "0"]).starts_with("invalid value '0' for '--last <N>'"));
}

/// Standard output, standard error and the code of `vispy check`.
fn checked(args: &[&str]) -> (String, String, Option<i32>) {
    let output = vispy(&[&["check"], args].concat());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn right_shaders_are_a_line_each() {
    file("cli-white.frag", "#version 330 core\nout vec4 color;\nvoid main() { color = vec4(1.0); }\n");
    file("cli-fade.glsl", "vec4 fade(vec4 color) { return color * $opacity; }\n");
    let (said, complaints, code) = checked(&["--no-driver", "cli-white.frag", "cli-fade.glsl"]);
    assert_eq!((complaints.as_str(), code), ("", Some(0)));
    assert_eq!(
        said,
        "cli-white.frag: ok: fragment shader, #version 330 core; not compiled\n\
         cli-fade.glsl: ok: snippet vec4 fade(vec4), placeholders: $opacity; not compiled\n"
    );
    let (said, complaints, code) = checked(&["cli-white.frag", "cli-fade.glsl"]);
    assert_eq!((complaints.as_str(), code), ("", Some(0)));
    if said.contains("there is no driver") {
        return vispy_app::testing::skip(&said);
    }
    assert!(
        said.starts_with("cli-white.frag: ok: fragment shader, #version 330 core; compiled for OpenGL 3.3\n"),
        "{said}"
    );
}

#[test]
fn wrong_shaders_are_shown_with_their_lines() {
    file(
        "cli-wrong.frag",
        "#version 300 es\nprecision highp float;\nout vec4 color;\nvoid main() {\n    color = vec4(smothstep(0.0, 1.0, 0.5));\n}\n",
    );
    file("cli-right.frag", "#version 300 es\nvoid main() {}\n");
    let (_, complaints, code) = checked(&["--no-driver", "cli-wrong.frag"]);
    assert_eq!((complaints.as_str(), code), ("", Some(0)), "only a driver knows its functions");
    let (said, complaints, code) = checked(&["cli-wrong.frag", "cli-right.frag"]);
    if said.contains("there is no driver") {
        return vispy_app::testing::skip(&said);
    }
    assert_eq!(code, Some(1), "{complaints}");
    assert!(complaints.contains(" --> cli-wrong.frag:5:18"), "{complaints}");
    assert!(complaints.contains("did you mean `smoothstep`?"), "{complaints}");
    assert!(said.starts_with("cli-right.frag: ok: "), "{said}");
}

#[test]
fn what_cannot_be_checked_is_said() {
    file("cli-prose.glsl", "Dear all, the shader is attached.\n");
    file("cli-picture.glsl", [0x89, b'P', 0xff, 0]);
    let (_, complaints, code) = checked(&["--no-driver", "cli-prose.glsl"]);
    let reason = "no declaration and no function of GLSL in it";
    assert!(
        complaints.starts_with(&format!("error: `cli-prose.glsl` holds no GLSL: {reason}\n")),
        "{complaints}"
    );
    assert_eq!(code, Some(1));
    let (_, complaints, code) = checked(&["--no-driver", "cli-picture.glsl", "cli-nowhere.glsl"]);
    assert_eq!(
        complaints,
        "vispy: cli-picture.glsl: is no text in UTF-8, so no GLSL\nvispy: cli-nowhere.glsl: no such file\n"
    );
    assert_eq!(code, Some(2));
    let (_, complaints, code) = checked(&[]);
    assert!(
        complaints.ends_with("see vispy check --help\n") && complaints.lines().count() == 1,
        "{complaints}"
    );
    assert_eq!(code, Some(2));
    let (help, _, code) = checked(&["--help"]);
    assert!(help.contains("Examples:") && help.contains("--stage <STAGE>") && code == Some(0), "{help}");
    let (code, text) =
        fed(&["check", "--no-driver", "--stage", "frag", "-"], "void main() {\n    double x;\n}\n");
    assert_eq!(code, Some(1));
    assert!(text.contains("error: there is no type `double`\n --> standard input:2:5\n"), "{text}");
}
