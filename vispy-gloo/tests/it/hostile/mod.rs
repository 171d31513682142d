//! Streams of commands that are broken or mean harm: errors, and nothing else.
//!
//! `VISPY_FUZZ_SECONDS=600` lets the last test search for as long; what it finds is written into `tests/corpus`, which is
//! replayed each time.

mod source;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use source::{CANVAS, Source};
use vispy_gloo::{
    Api, Command, Context, FrameBuffer, Limits, RenderTarget, Replay, Result, TextureFormat, command,
};

use crate::support::{bytes, gl, target};

/// Memory that streams of the tests may use.
const LIMITS: Limits = Limits { memory_bytes: 1 << 24, objects: 64, vertices: 1 << 16 };

fn header(ctx: &Context) -> &'static str {
    match ctx.caps().api {
        Api::Gl => "#version 330 core\n",
        _ => "#version 300 es\nprecision highp float;\n",
    }
}

struct Stage {
    layer: FrameBuffer,
    target: RenderTarget,
}

impl Stage {
    fn new(ctx: &mut Context) -> Result<Self> {
        let (layer, target) = target(ctx, TextureFormat::Rgba8, CANVAS[0], CANVAS[1])?;
        Ok(Self { layer, target })
    }
}

/// What executing a stream leaves behind: the canvas, and each error.
#[derive(Debug, PartialEq)]
struct Outcome {
    pixels: Vec<[u8; 4]>,
    errors: Vec<String>,
    executed: usize,
}

fn perform(ctx: &mut Context, commands: impl IntoIterator<Item = Command>) -> Result<Outcome> {
    let stage = Stage::new(ctx)?;
    ctx.clear(stage.target, None, Some([0.0; 4]), None);
    ctx.flush()?;
    let mut replay = Replay::new(ctx, stage.target, LIMITS);
    let (mut errors, mut executed) = (Vec::new(), 0);
    for command in commands {
        match replay.execute(ctx, command) {
            Ok(_) => executed += 1,
            Err(error) => errors.push(error.to_string()),
        }
        // What OpenGL itself refuses is an error of the flush.
        let _refused = ctx.flush();
    }
    let _refused = replay.finish(ctx);
    let pixels = bytes(ctx, stage.target)?;
    drop(stage.layer);
    Ok(Outcome { pixels, errors, executed })
}

/// A stream that draws something when nothing is broken.
fn picture(ctx: &Context) -> Vec<Command> {
    use vispy_gloo::command::{AttributeBinding, DrawCommand};
    use vispy_gloo::*;
    let [width, height] = CANVAS;
    let (canvas, header) = (RenderTarget::canvas(width, height), header(ctx));
    let id = |number| ObjectId(number);
    let create = |number, kind| Command::Create { id: id(number), kind, label: "thing".into() };
    vec![
        create(1, ObjectKind::Program),
        Command::LinkProgram {
            id: id(1),
            vertex: format!(
                "{header}in vec2 a_position;\nvoid main() {{ gl_Position = vec4(a_position, 0.0, 1.0); }}"
            )
            .into(),
            fragment: format!(
                "{header}uniform vec4 u_color;\nout vec4 color;\nvoid main() {{ color = u_color; }}"
            )
            .into(),
            feedback: None,
            reply: ReplyId(1),
        },
        Command::Uniform { program: id(1), name: "u_color".into(), value: [0.0_f32, 1.0, 0.0, 1.0].into() },
        create(2, ObjectKind::VertexBuffer),
        Command::BufferSize { id: id(2), size_bytes: 24 },
        Command::BufferData {
            id: id(2),
            offset_bytes: 0,
            data: Payload::new(vec![-1.0_f32, -1.0, 3.0, -1.0, -1.0, 3.0]),
        },
        create(3, ObjectKind::IndexBuffer),
        Command::BufferSize { id: id(3), size_bytes: 6 },
        Command::BufferData { id: id(3), offset_bytes: 0, data: Payload::new(vec![0_u16, 1, 2]) },
        create(4, ObjectKind::VertexArray),
        Command::VertexArrayBind {
            id: id(4),
            program: id(1),
            attributes: vec![AttributeBinding {
                name: "a_position".into(),
                buffer: id(2),
                format: VertexFormat { scalar: Scalar::F32, components: 2, columns: 1, normalized: false },
                stride: 8,
                offset: 0,
                divisor: 0,
            }],
            indices: Some(id(3)),
        },
        Command::Clear {
            target: canvas,
            scissor: None,
            color: Some([1.0, 0.0, 0.0, 1.0]),
            depth: None,
            stencil: None,
        },
        Command::Draw(DrawCommand {
            program: id(1),
            vertex_array: Some(id(4)),
            target: canvas,
            state: State { scissor: Some(Rect::new(0, 0, 4, 8)), ..State::TRANSLUCENT }.into(),
            topology: Topology::Triangles,
            first: 0,
            count: 3,
            instances: 1,
            indices: Some(IndexType::U16),
        }),
        Command::Frame { target: canvas },
    ]
}

#[test]
fn a_sound_stream_draws_its_picture() -> Result<()> {
    let mut ctx = gl!();
    let stream = picture(&ctx);
    let outcome = perform(&mut ctx, stream)?;
    assert_eq!(outcome.errors, [""; 0]);
    for (index, pixel) in outcome.pixels.iter().enumerate() {
        let expected = if index % 8 < 4 { [0, 255, 0, 255] } else { [255, 0, 0, 255] };
        assert_eq!(*pixel, expected, "pixel {index}");
    }
    Ok(())
}

/// The first message of the picture's stream after a change to each of its commands.
fn message(change: impl Fn(&mut Command)) -> Result<String> {
    let Some(mut ctx) = vispy_app::testing::test_context() else { return Ok(String::new()) };
    let mut stream = picture(&ctx);
    stream.iter_mut().for_each(change);
    let errors = perform(&mut ctx, stream)?.errors;
    Ok(errors.first().cloned().unwrap_or_else(|| "no error".to_owned()))
}

fn draw_message(change: impl Fn(&mut command::DrawCommand)) -> Result<String> {
    message(|command| {
        if let Command::Draw(draw) = command {
            change(draw);
        }
    })
}

#[test]
fn what_is_wrong_is_named() -> Result<()> {
    let _gl = gl!();
    let messages = [
        draw_message(|draw| draw.count = 6)?,
        draw_message(|draw| draw.instances = u32::MAX)?,
        draw_message(|draw| draw.target.width = 9)?,
        draw_message(|draw| draw.program = vispy_gloo::ObjectId(77))?,
        message(|command| match command {
            Command::BufferData { data, .. } if data.len() == 6 => {
                *data = vispy_gloo::Payload::new(vec![0_u16, 1, 7]);
            }
            _ => {}
        })?,
        message(|command| {
            if let Command::VertexArrayBind { attributes, .. } = command {
                attributes[0].offset = 8;
            }
        })?,
        message(|command| {
            if let Command::BufferSize { size_bytes, .. } = command {
                *size_bytes = 1 << 40;
            }
        })?,
        message(|command| {
            if let Command::Uniform { value, .. } = command {
                *value = [0.0_f32; 3].into();
            }
        })?,
        message(|command| {
            if let Command::BufferData { offset_bytes, .. } = command {
                *offset_bytes = u64::MAX;
            }
        })?,
    ];
    // Objects have other ids in each run.
    let plain = messages.map(|message| {
        let mut before = "";
        let words = message.split(' ').map(|word| {
            let is_id = word.starts_with('#') || (before == "object" && word != "77,");
            before = word;
            if is_id { "N" } else { word }
        });
        words.collect::<Vec<_>>().join(" ")
    });
    insta::assert_snapshot!(plain.join("\n"));
    Ok(())
}

#[test]
fn what_a_stream_made_is_freed_with_it() -> Result<()> {
    let mut ctx = gl!();
    let gl = crate::foreign::foreign_gl();
    let stream = picture(&ctx);
    perform(&mut ctx, stream.clone())?;
    ctx.flush()?;
    let once = gl.live();
    for _ in 0..20 {
        perform(&mut ctx, stream.clone())?;
    }
    ctx.flush()?;
    assert_eq!(gl.live(), once);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_stream_and_what_is_decoded_of_it_draw_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..1500)) {
        if let Some(mut ctx) = vispy_app::testing::test_context() {
            let commands = Source::new(&bytes, header(&ctx)).commands();
            let stream = command::encode(&commands).unwrap();
            let decoded = command::decode(&stream).unwrap();
            let before = perform(&mut ctx, commands).unwrap();
            let after = perform(&mut ctx, decoded).unwrap();
            prop_assert_eq!(before.pixels, after.pixels);
            prop_assert_eq!((before.errors.len(), before.executed), (after.errors.len(), after.executed));
        }
    }

    #[test]
    fn a_damaged_picture_is_executed_without_harm(
        flips in proptest::collection::vec((any::<usize>(), 1_u8..), 1..6),
    ) {
        if let Some(mut ctx) = vispy_app::testing::test_context() {
            let mut stream = command::encode(&picture(&ctx)).unwrap();
            for (place, bits) in flips {
                let place = 6 + place % (stream.len() - 6);
                stream[place] ^= bits;
            }
            // Up to the first command that cannot be read.
            let commands: Vec<Command> = command::Reader::new(&stream[..]).unwrap().map_while(Result::ok).collect();
            perform(&mut ctx, commands).unwrap();
        }
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Executes the bytes as commands of [`Source`], and as an encoded stream.
fn try_input(ctx: &mut Context, input: &[u8]) -> Result<usize> {
    let made = perform(ctx, Source::new(input, header(ctx)).commands())?.executed;
    let stream = [&b"GLIR\x01\x00"[..], input].concat();
    let read: Vec<Command> = command::Reader::new(&stream[..])?.map_while(Result::ok).collect();
    Ok(made + perform(ctx, read)?.executed)
}

#[test]
fn the_corpus_does_no_harm() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let Some(mut ctx) = vispy_app::testing::test_context() else { return Ok(()) };
    let mut executed = 0;
    for entry in std::fs::read_dir(corpus())? {
        let path = entry?.path();
        let input = std::fs::read(&path)?;
        assert!(input.len() <= 16 << 10, "{} is too long", path.display());
        executed += try_input(&mut ctx, &input)?;
    }
    assert!(executed > 100, "the corpus reaches the driver: {executed} commands");
    Ok(())
}

/// Numbers that look random, from a seed (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// An input of the corpus with changes, or a new one.
    fn input(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let length = (self.next() % 3000) as usize;
        if corpus.is_empty() || self.next().is_multiple_of(4) {
            return (0..length).map(|_| self.next() as u8).collect();
        }
        let mut input = corpus[self.next() as usize % corpus.len()].clone();
        for _ in 0..1 + self.next() % 12 {
            let place = self.next() as usize % input.len().max(1);
            match self.next() % 4 {
                0 => input.insert(place.min(input.len()), self.next() as u8),
                1 if place < input.len() => drop(input.remove(place)),
                2 => {
                    let other = &corpus[self.next() as usize % corpus.len()];
                    let from = self.next() as usize % other.len().max(1);
                    input.truncate(place);
                    input.extend_from_slice(&other[from.min(other.len())..]);
                }
                _ if place < input.len() => input[place] = self.next() as u8,
                _ => {}
            }
        }
        input.truncate(16 << 10);
        input
    }
}

#[test]
fn searching_finds_nothing() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let Some(mut ctx) = vispy_app::testing::test_context() else { return Ok(()) };
    let seconds = std::env::var("VISPY_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let seed = std::env::var("VISPY_FUZZ_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ seed);
    let mut known: Vec<Vec<u8>> = Vec::new();
    for entry in std::fs::read_dir(corpus())? {
        known.push(std::fs::read(entry?.path())?);
    }
    known.sort();
    let start = Instant::now();
    let (mut tried, mut executed, mut best) = (0_u64, 0, 0);
    while start.elapsed() < Duration::from_secs(seconds) {
        let input = random.input(&known);
        // Found again by its name if the process dies over it.
        let current = std::env::temp_dir().join(format!("vispy-fuzz-{}", std::process::id()));
        if seconds > 1 {
            std::fs::write(&current, &input)?;
        }
        let reached = try_input(&mut ctx, &input)?;
        if reached > best && seconds > 1 {
            best = reached;
            known.push(input);
        }
        tried += 1;
        executed += reached;
        if seconds > 1 {
            std::fs::remove_file(&current)?;
        }
    }
    println!("{tried} streams, {executed} commands executed, {best} at most of one stream");
    if let Some(path) = std::env::var_os("VISPY_FUZZ_KEEP") {
        known.sort_by_key(Vec::len);
        if let Some(input) = known.last() {
            std::fs::write(path, input)?;
        }
    }
    Ok(())
}
