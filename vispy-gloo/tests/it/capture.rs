//! Captures, and what comes of executing them again.

use std::path::{Path, PathBuf};

use vispy_gloo::command::Reader;
use vispy_gloo::{
    Command, Context, DrawCall, Error, IndexBuffer, Limits, Program, RenderTarget, Replay, Result, State,
    Texture2D, TextureFormat, Topology, VertexBuffer,
};

use crate::support::{bytes, gl, program, target};

/// A folder of this test; it is removed with its value.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> std::io::Result<Self> {
        let path = std::env::temp_dir().join(format!("vispy-gloo-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// Some of everything, into a frame buffer; what the two frames look like.
fn draw_two_frames(ctx: &mut Context) -> Result<[Vec<[u8; 4]>; 2]> {
    let (_layer, target) = target(ctx, TextureFormat::Rgba8, 6, 4)?;
    let picture = Texture2D::new(TextureFormat::Rgba8, 2, 1, &[255_u8, 0, 0, 255, 0, 0, 255, 255])?;
    let mut corners = VertexBuffer::new(&[[-1.0_f32, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]]);
    let mut program = program(
        ctx,
        "in vec2 a_position;\nout vec2 v_at;\nvoid main() { v_at = a_position; gl_Position = vec4(a_position, 0.0, 1.0); }",
        "in vec2 v_at;\nuniform sampler2D u_picture;\nuniform float u_gain;\nout vec4 color;\n\
         void main() { color = u_gain * texelFetch(u_picture, ivec2(v_at.x < 0.0 ? 0 : 1, 0), 0); }",
    );
    program.set_attribute("a_position", &corners)?;
    program.set_indices(Some(&IndexBuffer::new(&[0_u16, 1, 2, 2, 1, 3])));
    program.set_texture("u_picture", &picture)?;
    let frame = |ctx: &mut Context, program: &mut Program, gain: f32| -> Result<Vec<[u8; 4]>> {
        program.set_uniform("u_gain", gain)?;
        ctx.clear(target, None, Some([0.0, 1.0, 0.0, 1.0]), None);
        ctx.draw(program, target, State::TRANSLUCENT, DrawCall::new(Topology::Triangles, 0..6))?;
        ctx.end_frame(target)?;
        bytes(ctx, target)
    };
    let first = frame(ctx, &mut program, 1.0)?;
    // A new texel at once, new corners with the next flush: the upper edge is half way down.
    picture.write_now(ctx, vispy_gloo::Rect::new(0, 0, 1, 1), &[255_u8; 4])?;
    corners.set_range(2, &[[-1.0_f32, 0.0], [1.0, 0.0]])?;
    Ok([first, frame(ctx, &mut program, 0.5)?])
}

/// The frames of a capture.
pub(crate) fn replayed(ctx: &mut Context, path: &Path) -> Result<Vec<Vec<[u8; 4]>>> {
    let file =
        std::fs::File::open(path).map_err(|error| Error::Stream { reason: error.to_string(), offset: 0 })?;
    let mut replay = Replay::new(ctx, RenderTarget::canvas(1, 1), Limits::default());
    let mut frames = Vec::new();
    for command in Reader::new(std::io::BufReader::new(file))? {
        if let Some(shown) = replay.execute(ctx, command?)?
            && shown.read_as.is_none()
        {
            frames.push(bytes(ctx, shown.target)?);
        }
    }
    replay.finish(ctx)?;
    Ok(frames)
}

#[test]
fn a_capture_draws_the_same_pixels_in_another_context() -> Result<()> {
    let (mut ctx, mut other) = (gl!(), gl!());
    let folder = Folder::new("capture").unwrap();
    let path = folder.0.join("run.glir");
    ctx.capture_to(&path)?;
    let frames = draw_two_frames(&mut ctx)?;
    drop(ctx);
    assert_eq!(frames[0][0], [255, 0, 0, 255], "lower left: the first texel");
    assert_eq!(frames[1][0], [128, 255, 128, 255], "half of white over green");
    assert_eq!(frames[1][5 + 3 * 6], [0, 255, 0, 255], "upper right: nothing is drawn there");
    let own = program(&other, crate::support::COVER, crate::support::PLAIN);
    other.link(&own)?;
    assert_eq!(replayed(&mut other, &path)?, frames);
    Ok(())
}

#[test]
fn the_environment_asks_any_program_for_a_capture() -> Result<()> {
    // The same test in a process of its own: it draws and writes its frames to a file.
    if let Some(path) = std::env::var_os("VISPY_TEST_FRAMES") {
        let frames = draw_two_frames(&mut *gl!())?;
        std::fs::write(path, frames.concat().concat()).unwrap();
        return Ok(());
    }
    let mut ctx = gl!();
    let folder = Folder::new("environment").unwrap();
    let (capture, frames) = (folder.0.join("run.glir"), folder.0.join("frames"));
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "capture::the_environment_asks_any_program_for_a_capture"])
        .envs([("VISPY_CAPTURE", &capture), ("VISPY_TEST_FRAMES", &frames)])
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    let drawn = std::fs::read(&frames).unwrap();
    assert_eq!(drawn.len(), 2 * 6 * 4 * 4);
    assert_eq!(replayed(&mut ctx, &capture)?.concat().concat(), drawn);
    Ok(())
}

#[test]
fn what_is_wrong_with_a_capture_is_one_line() -> Result<()> {
    let mut ctx = gl!();
    let folder = Folder::new("broken").unwrap();
    let path = folder.0.join("run.glir");
    let mut captured = gl!();
    captured.capture_to(&path)?;
    draw_two_frames(&mut captured)?;
    let late = captured.capture_to(folder.0.join("late.glir"));
    drop(captured);
    let whole = std::fs::read(&path).unwrap();
    let mut message = |bytes: &[u8]| -> String {
        std::fs::write(&path, bytes).unwrap();
        replayed(&mut ctx, &path).map_or_else(|error| error.to_string(), |_| "no error".to_owned())
    };
    let messages = [
        message(b"\x89PNG\r\n"),
        message(&whole[..4]),
        message(&whole[..whole.len() - 1]).split(" at byte").next().unwrap_or_default().to_owned(),
        message(&[&whole[..6], &[255; 8]].concat()),
        message(&[&whole[..4], &[2, 0]].concat()),
    ];
    insta::assert_snapshot!(messages.join("\n"), @r"
    not a readable command stream: it does not begin with 'GLIR' at byte 0
    not a readable command stream: no version at byte 4
    not a readable command stream: an item is longer than what is left
    not a readable command stream: an item is longer than allowed at byte 6
    not a readable command stream: version 2, this is version 1 at byte 4
    ");
    assert!(matches!(late, Err(Error::Capture { .. })), "{late:?}");
    let nowhere = ctx.capture_to(folder.0.join("no/such/folder.glir"));
    assert!(matches!(nowhere, Err(Error::Capture { .. })), "{nowhere:?}");
    Ok(())
}

#[test]
fn commands_after_a_header_that_says_nothing_of_memory() -> Result<()> {
    // A length of a gigabyte with ten bytes behind it: memory grows with what comes.
    let stream = [&b"GLIR\x01\x00"[..], &(1_u32 << 30).to_le_bytes(), &[0; 10]].concat();
    let read: Vec<Result<Command>> = Reader::new(&stream[..])?.collect();
    assert!(matches!(read[..], [Err(Error::Stream { offset: 6, .. })]), "{read:?}");
    Ok(())
}
