//! Commands out of arbitrary bytes: mostly sensible, so that they reach far, and wrong in every place.

use vispy_gloo::command::{AttachmentId, AttributeBinding, DrawCommand, Feedback, FeedbackCommand};
use vispy_gloo::{
    Blend, BlitPart, Command, Compare, CullFace, Filter, GlslType, IndexType, ObjectId, ObjectKind, Payload,
    ReadFormat, Rect, Region, RenderTarget, ReplyId, Sampling, Scalar, State, Stencil, StencilFace,
    TextureFormat, Topology, UniformValue, VertexFormat, Wrap,
};

/// The size of the canvas that streams draw to.
pub(crate) const CANVAS: [u32; 2] = [8, 8];

const VERTEX: &str = "in vec2 a_position;\nin float a_size;\nuniform mat4 u_matrix;\nout float v_size;\nvoid main() {\n    \
                      v_size = a_size;\n    gl_Position = u_matrix * vec4(a_position, 0.0, 1.0 + a_size);\n    gl_PointSize = 1.0;\n}";
const FRAGMENT: &str = "uniform vec4 u_color;\nuniform float u_weights[3];\nuniform sampler2D u_picture;\n\
                        out vec4 color;\nvoid main() {\n    \
                        color = u_color * u_weights[1] + texelFetch(u_picture, ivec2(0), 0);\n}";

/// Bytes that decide; zeros when they are used up.
pub(crate) struct Source<'a> {
    bytes: &'a [u8],
    header: &'a str,
}

impl<'a> Source<'a> {
    /// `header` is what shaders begin with.
    pub(crate) fn new(bytes: &'a [u8], header: &'a str) -> Self {
        Self { bytes, header }
    }

    pub(crate) fn commands(mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while !self.bytes.is_empty() {
            commands.push(self.command());
        }
        commands
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    fn below(&mut self, end: u8) -> u8 {
        self.byte() % end
    }

    fn one_in(&mut self, times: u8) -> bool {
        self.below(times) == times - 1
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::from(self.byte()) % choices.len()]
    }

    /// A number that is small, or seldom at an end of its range.
    fn number(&mut self) -> u32 {
        if self.one_in(16) {
            self.pick(&[u32::MAX, 1 << 31, i32::MAX as u32, 1 << 16, 255])
        } else {
            self.below(9).into()
        }
    }

    fn position(&mut self) -> i32 {
        if self.one_in(16) { self.pick(&[i32::MIN, i32::MAX, -1]) } else { self.below(8).into() }
    }

    fn float(&mut self) -> f32 {
        self.pick(&[0.0, 1.0, 0.5, -1.0, 1e30, f32::NAN, f32::INFINITY])
    }

    /// Of each kind there are two, so that kinds match more often than not.
    fn id(&mut self, kind: ObjectKind) -> ObjectId {
        if self.one_in(24) {
            return ObjectId(self.byte().into());
        }
        ObjectId(kind as u64 * 2 + u64::from(self.below(2)))
    }

    /// A texture, of two dimensions more often than not.
    fn texture(&mut self) -> ObjectId {
        let kind = self.pick(&[
            ObjectKind::Texture2D,
            ObjectKind::Texture2D,
            ObjectKind::Texture2D,
            ObjectKind::Texture3D,
            ObjectKind::Texture2DArray,
            ObjectKind::TextureCube,
        ]);
        self.id(kind)
    }

    fn kind(&mut self) -> ObjectKind {
        self.pick(&[
            ObjectKind::VertexBuffer,
            ObjectKind::IndexBuffer,
            ObjectKind::UniformBuffer,
            ObjectKind::VertexArray,
            ObjectKind::Program,
            ObjectKind::Texture2D,
            ObjectKind::Texture3D,
            ObjectKind::Texture2DArray,
            ObjectKind::TextureCube,
            ObjectKind::RenderBuffer,
            ObjectKind::FrameBuffer,
        ])
    }

    fn target(&mut self) -> RenderTarget {
        let [width, height] = if self.one_in(16) { [self.number(), self.number()] } else { CANVAS };
        if self.one_in(4) {
            RenderTarget::of_framebuffer(self.id(ObjectKind::FrameBuffer), width, height)
        } else {
            RenderTarget::canvas(width, height)
        }
    }

    fn rect(&mut self) -> Rect {
        Rect::new(self.position(), self.position(), self.number(), self.number())
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.one_in(3)).then(|| make(self))
    }

    fn payload(&mut self, length: usize) -> Payload {
        Payload::new((0..length).map(|_| self.byte()).collect::<Vec<u8>>())
    }

    fn format(&mut self) -> TextureFormat {
        if self.one_in(3) { self.pick(TextureFormat::ALL) } else { TextureFormat::Rgba8 }
    }

    fn uniform(&mut self) -> (&'static str, UniformValue) {
        let value = match self.below(9) {
            0 => UniformValue::Float(self.float()),
            1 => [self.float(), self.float()].into(),
            2 => self.position().into(),
            3 => true.into(),
            4 => UniformValue::Mat4([0.5; 16]),
            5 => vec![0.5_f32; usize::from(self.below(5))][..].into(),
            6 => vec![1_i32; 3][..].into(),
            7 => {
                UniformValue::Array { ty: GlslType::Vec3, words: vec![0; usize::from(self.below(8))].into() }
            }
            _ => [self.float(), 1.0, 0.0, 1.0].into(),
        };
        (self.pick(&["u_color", "u_matrix", "u_weights", "u_picture", "u_gone", ""]), value)
    }

    fn attribute(&mut self) -> AttributeBinding {
        AttributeBinding {
            name: self.pick(&["a_position", "a_size", "a_gone"]).into(),
            buffer: self.id(ObjectKind::VertexBuffer),
            format: VertexFormat {
                scalar: self.pick(&[
                    Scalar::F32,
                    Scalar::F32,
                    Scalar::U8,
                    Scalar::I16,
                    Scalar::U32,
                    Scalar::F16,
                    Scalar::I2101010Rev,
                ]),
                components: if self.one_in(16) { self.byte() } else { 1 + self.below(2) },
                columns: if self.one_in(16) { self.byte() } else { 1 },
                normalized: self.one_in(2),
            },
            stride: self.number(),
            offset: self.number().into(),
            divisor: if self.one_in(3) { self.number() } else { 0 },
        }
    }

    fn state(&mut self) -> State {
        State {
            blend: self.some(|source| source.pick(&[Blend::PREMULTIPLIED, Blend::ADDITIVE, Blend::MAX])),
            depth_test: self.some(|source| source.pick(&[Compare::Less, Compare::Always, Compare::Never])),
            depth_write: self.one_in(2),
            cull_face: self.some(|source| source.pick(&[CullFace::Front, CullFace::Back])),
            scissor: self.some(Self::rect),
            viewport: self.some(Self::rect),
            depth_range: [self.float(), self.float()],
            line_width: self.float(),
            stencil: self.one_in(4).then(|| Stencil::both(StencilFace::write(self.byte()))),
            ..State::OPAQUE
        }
    }

    fn draw(&mut self) -> Command {
        Command::Draw(DrawCommand {
            program: self.id(ObjectKind::Program),
            vertex_array: self.some(|source| source.id(ObjectKind::VertexArray)),
            target: self.target(),
            state: self.state().into(),
            topology: self.pick(&[
                Topology::Points,
                Topology::Lines,
                Topology::Triangles,
                Topology::TriangleStrip,
            ]),
            first: self.number(),
            count: self.number(),
            instances: if self.one_in(4) { self.number() } else { 1 },
            indices: self.some(|source| source.pick(&[IndexType::U8, IndexType::U16, IndexType::U32])),
        })
    }

    fn feedback(&mut self) -> Command {
        if self.one_in(4) {
            return Command::BlockUnit { unit: self.number(), buffer: self.id(ObjectKind::UniformBuffer) };
        }
        Command::TransformFeedback(FeedbackCommand {
            program: self.id(ObjectKind::Program),
            vertex_array: self.some(|source| source.id(ObjectKind::VertexArray)),
            topology: self.pick(&[
                Topology::Points,
                Topology::Points,
                Topology::Triangles,
                Topology::LineLoop,
            ]),
            first: self.number(),
            count: self.number(),
            instances: if self.one_in(4) { self.number() } else { 1 },
            outputs: (0..self.below(3)).map(|_| self.id(ObjectKind::VertexBuffer)).collect(),
        })
    }

    fn attach(&mut self) -> Command {
        let color = (0..self.below(3)).map(|_| {
            if self.one_in(2) {
                AttachmentId::RenderBuffer(self.id(ObjectKind::RenderBuffer))
            } else {
                let id = self.texture();
                let level = if self.one_in(4) { self.number() } else { 0 };
                AttachmentId::Texture { id, level, layer: self.below(3).into() }
            }
        });
        let color = color.collect();
        let depth = self.one_in(4).then(|| AttachmentId::RenderBuffer(self.id(ObjectKind::RenderBuffer)));
        Command::FrameBufferAttach { id: self.id(ObjectKind::FrameBuffer), color, depth }
    }

    fn upload(&mut self) -> Command {
        if self.one_in(2) {
            let size = [self.number(), self.number(), if self.one_in(4) { self.number() } else { 1 }];
            let region = Region::new([self.number(), self.number(), self.below(2).into()], size);
            let texels = if region.texels() > 100 { 1 } else { region.texels() as usize };
            let texel_bytes = if self.one_in(8) { 1 } else { 4 };
            let data = self.payload(texels * texel_bytes);
            let level = if self.one_in(4) { self.number() } else { 0 };
            return Command::TextureData { id: self.texture(), level, region, data };
        }
        let kind = self.pick(&[ObjectKind::VertexBuffer, ObjectKind::IndexBuffer]);
        let length = usize::from(self.below(64));
        Command::BufferData {
            id: self.id(kind),
            offset_bytes: self.number().into(),
            data: self.payload(length),
        }
    }

    fn storage(&mut self) -> Command {
        let [width, height] = if self.one_in(4) { [self.number(), self.number()] } else { CANVAS };
        let format = self.format();
        match self.below(4) {
            0 => {
                let depth = self.pick(&[1, 1, 1, 6, 3]);
                let levels = if self.one_in(4) { self.number() } else { 1 };
                Command::TextureStorage { id: self.texture(), format, size: [width, height, depth], levels }
            }
            1 => {
                let (id, samples) = (self.id(ObjectKind::RenderBuffer), self.number());
                Command::RenderBufferStorage { id, format, width, height, samples }
            }
            _ => {
                let kind = self.pick(&[ObjectKind::VertexBuffer, ObjectKind::IndexBuffer]);
                let size_bytes = if self.one_in(8) { self.number().into() } else { 96 };
                Command::BufferSize { id: self.id(kind), size_bytes }
            }
        }
    }

    fn link(&mut self) -> Command {
        let vertex = if self.one_in(12) { "void main() { x }" } else { VERTEX };
        Command::LinkProgram {
            id: self.id(ObjectKind::Program),
            vertex: format!("{}{vertex}", self.header).into(),
            fragment: format!("{}{FRAGMENT}", self.header).into(),
            feedback: self.one_in(3).then(|| Feedback {
                outputs: vec![self.pick(&["gl_Position", "v_gone", "v_size"]).into()],
                separate: self.one_in(2),
            }),
            reply: ReplyId(self.byte().into()),
        }
    }

    fn command(&mut self) -> Command {
        match self.below(24) {
            0..=3 => {
                let kind = self.kind();
                Command::Create { id: self.id(kind), kind, label: "thing".into() }
            }
            4 if self.one_in(2) => {
                let kind = self.kind();
                Command::Delete { id: self.id(kind) }
            }
            4..=6 => self.storage(),
            7..=8 => self.upload(),
            9 => self.link(),
            10..=11 => {
                let (name, value) = self.uniform();
                Command::Uniform { program: self.id(ObjectKind::Program), name: name.into(), value }
            }
            12 => Command::TextureUnit { unit: self.number(), texture: self.texture() },
            13 => {
                let (min_filter, mag_filter) =
                    (self.pick(&[Filter::Nearest, Filter::Linear]), Filter::Nearest);
                let wrap = self.pick(&[Wrap::ClampToEdge, Wrap::Repeat, Wrap::MirroredRepeat]);
                let sampling = Sampling {
                    min_filter,
                    mag_filter,
                    mipmap: self.some(|source| source.pick(&[Filter::Nearest, Filter::Linear])),
                    wrap: [wrap; 3],
                    levels: [self.number(), self.number()],
                    anisotropy: self.float(),
                    ..Sampling::NEAREST
                };
                if self.one_in(4) {
                    Command::TextureMipmaps { id: self.texture() }
                } else {
                    Command::TextureSampling { id: self.texture(), sampling }
                }
            }
            14..=15 => self.attach(),
            16..=17 => {
                let attributes = (0..self.below(4)).map(|_| self.attribute()).collect();
                Command::VertexArrayBind {
                    id: self.id(ObjectKind::VertexArray),
                    program: self.id(ObjectKind::Program),
                    attributes,
                    indices: self.some(|source| source.id(ObjectKind::IndexBuffer)),
                }
            }
            18 => Command::Clear {
                target: self.target(),
                scissor: self.some(Self::rect),
                color: self.some(|source| [source.float(), 0.0, source.float(), 1.0]),
                depth: self.some(Self::float),
                stencil: self.some(Self::byte),
            },
            19 if self.one_in(2) => self.feedback(),
            19..=21 => self.draw(),
            22 if self.one_in(2) => Command::Blit {
                source: self.target(),
                source_rect: self.rect(),
                destination: self.target(),
                destination_rect: self.rect(),
                part: self.pick(&[
                    BlitPart::Color,
                    BlitPart::ColorLinear,
                    BlitPart::Depth,
                    BlitPart::Stencil,
                    BlitPart::DepthStencil,
                ]),
            },
            22 => Command::ReadPixels {
                source: self.target(),
                rect: self.rect(),
                format: self.pick(&[ReadFormat::Rgba8, ReadFormat::Rgba32F, ReadFormat::Rgba32Ui]),
                reply: ReplyId(self.byte().into()),
            },
            _ if self.one_in(2) => Command::InvalidateState,
            _ => Command::Frame { target: self.target() },
        }
    }
}
