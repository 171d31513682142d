//! Each command, once: what `GLIR.md` says of it is checked against the code.

use super::*;
use crate::buffer::{IndexType, Scalar, VertexFormat};
use crate::interpreter::{LinkFailure, Reply};
use crate::program::{Block, BlockMember, GlslType, Interface, Variable};
use crate::read::Pixels;
use crate::shader_error::ShaderStage;
use crate::state::{Compare, State};

const GLIR: &str = include_str!("../../GLIR.md");

/// Place of a command in the binary form. A new command fails to compile here until it has one, and a sample.
fn place(command: &Command) -> usize {
    match command {
        Command::Create { .. } => 0,
        Command::Delete { .. } => 1,
        Command::BufferSize { .. } => 2,
        Command::BufferData { .. } => 3,
        Command::LinkProgram { .. } => 4,
        Command::Uniform { .. } => 5,
        Command::TextureUnit { .. } => 6,
        Command::BlockUnit { .. } => 7,
        Command::TextureStorage { .. } => 8,
        Command::TextureData { .. } => 9,
        Command::TextureMipmaps { .. } => 10,
        Command::TextureSampling { .. } => 11,
        Command::RenderBufferStorage { .. } => 12,
        Command::FrameBufferAttach { .. } => 13,
        Command::VertexArrayBind { .. } => 14,
        Command::Clear { .. } => 15,
        Command::Draw(_) => 16,
        Command::TransformFeedback(_) => 17,
        Command::Blit { .. } => 18,
        Command::ReadPixels { .. } => 19,
        Command::ReadBuffer { .. } => 20,
        Command::BeginQuery { .. } => 21,
        Command::EndQuery { .. } => 22,
        Command::Fence { .. } => 23,
        Command::InvalidateState => 24,
        Command::Frame { .. } => 25,
    }
}

/// One of each command, in the order of their places.
fn samples() -> Vec<Command> {
    let mut samples = samples_of_objects();
    samples.append(&mut samples_of_drawing());
    samples
}

fn samples_of_objects() -> Vec<Command> {
    let id = ObjectId;
    vec![
        Command::Create { id: id(1), kind: ObjectKind::VertexBuffer, label: "corners".into() },
        Command::Delete { id: id(1) },
        Command::BufferSize { id: id(1), size_bytes: 24 },
        Command::BufferData { id: id(1), offset_bytes: 8, data: Payload::new(vec![0.5_f32, -1.0]) },
        Command::LinkProgram {
            id: id(2),
            vertex: "void main() { gl_Position = vec4(0.0); }".into(),
            fragment: "void main() {}".into(),
            feedback: Some(Feedback {
                outputs: vec!["v_position".into(), "v_speed".into()],
                separate: false,
            }),
            reply: ReplyId(2),
        },
        Command::Uniform { program: id(2), name: "u_scale".into(), value: [0.5_f32, 2.0].into() },
        Command::TextureUnit { unit: 0, texture: id(3) },
        Command::BlockUnit { unit: 1, buffer: id(8) },
        Command::TextureStorage { id: id(3), format: TextureFormat::Rgba8, size: [160, 120, 1], levels: 8 },
        Command::TextureData {
            id: id(3),
            level: 1,
            region: Region::new([8, 4, 0], [2, 1, 1]),
            data: Payload::new(vec![255_u8; 8]),
        },
        Command::TextureMipmaps { id: id(3) },
        Command::TextureSampling { id: id(3), sampling: Sampling::TRILINEAR },
        Command::RenderBufferStorage {
            id: id(4),
            format: TextureFormat::Depth24,
            width: 160,
            height: 120,
            samples: 4,
        },
        Command::FrameBufferAttach {
            id: id(6),
            color: vec![AttachmentId::Texture { id: id(3), level: 0, layer: 0 }],
            depth: Some(AttachmentId::RenderBuffer(id(4))),
        },
    ]
}

fn samples_of_drawing() -> Vec<Command> {
    let canvas = RenderTarget::canvas(320, 240);
    let offscreen = RenderTarget { framebuffer: Some(ObjectId(6)), width: 160, height: 120 };
    let rect = Rect::new(8, 4, 16, 2);
    let id = ObjectId;
    vec![
        Command::VertexArrayBind {
            id: id(5),
            program: id(2),
            attributes: vec![AttributeBinding {
                name: "a_position".into(),
                buffer: id(1),
                format: VertexFormat { scalar: Scalar::F32, components: 2, columns: 1, normalized: false },
                stride: 8,
                offset: 0,
                divisor: 1,
            }],
            indices: Some(id(7)),
        },
        Command::Clear {
            target: canvas,
            scissor: Some(rect),
            color: Some([1.0, 0.5, 0.0, 1.0]),
            depth: Some(1.0),
            stencil: Some(0),
        },
        Command::Draw(DrawCommand {
            program: id(2),
            vertex_array: Some(id(5)),
            target: offscreen,
            state: State { depth_test: Some(Compare::Less), scissor: Some(rect), ..State::TRANSLUCENT }
                .into(),
            topology: Topology::Triangles,
            first: 0,
            count: 6,
            instances: 3,
            indices: Some(IndexType::U16),
        }),
        Command::TransformFeedback(FeedbackCommand {
            program: id(2),
            vertex_array: Some(id(5)),
            topology: Topology::Points,
            first: 0,
            count: 6,
            instances: 1,
            outputs: vec![id(9)],
        }),
        Command::Blit {
            source: offscreen,
            source_rect: offscreen.rect(),
            destination: canvas,
            destination_rect: canvas.rect(),
            part: BlitPart::ColorLinear,
        },
        Command::ReadPixels { source: canvas, rect, format: ReadFormat::Rgba8, reply: ReplyId(1 << 63 | 1) },
        Command::ReadBuffer { id: id(9), offset_bytes: 12, size_bytes: 24, reply: ReplyId(1 << 63 | 2) },
        Command::BeginQuery { kind: QueryKind::Time, reply: ReplyId(1 << 63 | 3) },
        Command::EndQuery { kind: QueryKind::Time },
        Command::Fence { reply: ReplyId(1 << 63 | 4) },
        Command::InvalidateState,
        Command::Frame { target: canvas },
    ]
}

fn replies() -> Vec<Reply> {
    let interface = Interface {
        uniforms: vec![Variable { name: "u_weights".into(), ty: GlslType::Float, array_len: 3 }],
        attributes: vec![Variable::new("a_position", GlslType::Vec2)],
        blocks: vec![Block {
            name: "Light".into(),
            size_bytes: 32,
            members: vec![BlockMember {
                name: "u_direction".into(),
                ty: GlslType::Vec3,
                array_len: 1,
                offset: 16,
                array_stride: 0,
                matrix_stride: 0,
            }],
        }],
        feedback: vec![Variable::new("v_speed", GlslType::Vec2)],
    };
    let failure = LinkFailure { stage: Some(ShaderStage::Vertex), log: "0:1(1): error".to_owned() };
    let pixels = Pixels { width: 1, height: 1, format: ReadFormat::Rgba8, data: vec![1, 2, 3, 4] };
    vec![
        Reply::Linked { reply: ReplyId(2), result: Ok(interface) },
        Reply::Linked { reply: ReplyId(3), result: Err(failure) },
        Reply::Pixels { reply: ReplyId(1 << 63 | 1), pixels },
        Reply::Bytes { reply: ReplyId(1 << 63 | 2), data: vec![1, 2, 3] },
        Reply::Query { reply: ReplyId(1 << 63 | 3), value: 1 << 40 },
        Reply::Fence { reply: ReplyId(1 << 63 | 4) },
    ]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn glir_describes_each_command_in_the_order_of_their_places() {
    let headings: Vec<&str> = GLIR.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let expected: Vec<String> = samples()
        .iter()
        .enumerate()
        .map(|(index, command)| {
            assert_eq!(place(command), index, "samples are in order");
            format!("{index} {}", command.name())
        })
        .collect();
    assert_eq!(headings, expected);
}

/// Environment variable that lets the tests write what they find into `GLIR.md`, to be looked at and committed.
const UPDATE: &str = "VISPY_UPDATE_GLIR";

/// What `GLIR.md` should say: the blocks of the commands and the tables are made from the code.
fn as_it_should_be() -> String {
    let mut page = GLIR.to_owned();
    for command in samples() {
        let bytes = encode(std::slice::from_ref(&command)).unwrap();
        let block = format!("\n```text\n{command}\n{}\n```", hex(&bytes[10..]));
        let heading = format!(" {}\n", command.name());
        let start = page.find(&heading).unwrap_or(page.len());
        let Some(open) = page[start..].find("\n```text\n").map(|place| place + start) else { continue };
        let Some(close) = page[open + 5..].find("\n```").map(|place| place + open + 5) else { continue };
        page.replace_range(open..close + 4, &block);
    }
    for table in [crate::features::markdown(), TextureFormat::markdown()] {
        let heading = table.lines().next().unwrap_or_default().to_owned();
        let Some(start) = page.find(&heading) else { continue };
        let rows: usize =
            page[start..].split_inclusive('\n').take_while(|row| row.starts_with('|')).map(str::len).sum();
        page.replace_range(start..start + rows, &table);
    }
    page
}

#[test]
fn glir_shows_each_command_as_text_and_as_bytes_and_the_tables() {
    let page = as_it_should_be();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/GLIR.md"), page).unwrap();
        return;
    }
    for (found, expected) in GLIR.lines().zip(page.lines()) {
        assert_eq!(found, expected, "{UPDATE}=1 writes GLIR.md anew");
    }
    assert_eq!(GLIR.len(), page.len(), "{UPDATE}=1 writes GLIR.md anew");
    assert!(page.contains(&crate::features::markdown()), "the table of features is there");
    assert!(page.contains(&TextureFormat::markdown()), "the table of formats is there");
}

#[test]
fn every_command_comes_back_from_its_bytes() {
    let commands = samples();
    assert_eq!(decode(&encode(&commands).unwrap()).unwrap(), commands);
}

#[test]
fn every_reply_comes_back_from_its_bytes() {
    let replies = replies();
    let stream = encode_replies(&replies).unwrap();
    assert_eq!(decode_replies(&stream).unwrap(), replies);
    assert!(decode(&stream).is_err(), "answers are not commands");
}

#[test]
fn no_part_of_a_stream_is_the_stream() {
    let (commands, answers) = (encode(&samples()).unwrap(), encode_replies(&replies()).unwrap());
    for cut in 0..commands.len() {
        // A cut between two commands leaves a shorter stream that is whole.
        if let Ok(read) = decode(&commands[..cut]) {
            assert_eq!(encode(&read).unwrap(), commands[..cut], "cut at byte {cut}");
        }
    }
    for cut in 0..answers.len() {
        if let Ok(read) = decode_replies(&answers[..cut]) {
            assert_eq!(encode_replies(&read).unwrap(), answers[..cut], "cut at byte {cut}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn broken_streams_are_errors_and_never_panics(flips in proptest::collection::vec((0_usize..2000, 1_u8..), 1..8)) {
        for mut stream in [encode(&samples()).unwrap(), encode_replies(&replies()).unwrap()] {
            for (place, bits) in &flips {
                let place = place % stream.len();
                stream[place] ^= bits;
            }
            // What can still be read can also be written and printed.
            if let Ok(commands) = decode(&stream) {
                encode(&commands).unwrap();
                let _text: Vec<String> = commands.iter().map(ToString::to_string).collect();
            }
            let _replies = decode_replies(&stream);
        }
    }

    #[test]
    fn any_bytes_after_a_header_are_read_or_refused(bytes in proptest::collection::vec(0_u8.., 0..300)) {
        for magic in [b"GLIR\x01\x00", b"GLIA\x01\x00"] {
            let stream = [&magic[..], &bytes].concat();
            let (_commands, _replies) = (decode(&stream), decode_replies(&stream));
        }
    }

    #[test]
    fn uploads_of_any_size_and_place_come_back(id in 0_u64.., offset in 0_u64.., data: Vec<u8>, label: String) {
        let commands = vec![
            Command::Create { id: ObjectId(id), kind: ObjectKind::IndexBuffer, label: label.into() },
            Command::BufferData { id: ObjectId(id), offset_bytes: offset, data: Payload::new(data) },
        ];
        proptest::prop_assert_eq!(decode(&encode(&commands).unwrap()).unwrap(), commands);
    }
}
