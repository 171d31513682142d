//! The text form of commands: one line each, for people, logs and snapshots.

use std::fmt;

use super::{AttachmentId, BlitPart, Command, DrawCommand, Feedback, FeedbackCommand};
use crate::state::{Blend, Rect, State, Stencil, StencilFace};
use crate::target::RenderTarget;
use crate::texture::{Region, Sampling, Wrap};

/// Longest payload whose bytes are summed into the text; a sum tells two payloads apart in a snapshot.
const SUMMED_BYTES: usize = 1 << 20;

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Self::Create { id, kind, label } => write!(f, " {id} {kind:?} {label:?}"),
            Self::Delete { id } => write!(f, " {id}"),
            Self::BufferSize { id, size_bytes } => write!(f, " {id} bytes={size_bytes}"),
            Self::BufferData { id, offset_bytes, data } => {
                write!(f, " {id} offset={offset_bytes} {}", Summary(data.bytes()))
            }
            Self::LinkProgram { id, vertex, fragment, feedback, .. } => {
                let (vertex, fragment) = (Summary(vertex.as_bytes()), Summary(fragment.as_bytes()));
                write!(f, " {id} vertex={vertex} fragment={fragment}")?;
                let Some(Feedback { outputs, separate }) = feedback else { return Ok(()) };
                let separator = if *separate { "|" } else { "," };
                write!(f, " feedback={}", outputs.join(separator))
            }
            Self::Uniform { program, name, value } => {
                write!(f, " {program} {name}={value}")
            }
            Self::BlockUnit { unit, buffer } => write!(f, " {unit} {buffer}"),
            Self::TextureUnit { .. }
            | Self::TextureStorage { .. }
            | Self::TextureData { .. }
            | Self::TextureMipmaps { .. }
            | Self::TextureSampling { .. } => write_texture(f, self),
            Self::RenderBufferStorage { id, format, width, height, samples } => {
                write!(f, " {id} {format:?} {width}x{height} samples={samples}")
            }
            Self::FrameBufferAttach { id, color, depth } => {
                write!(f, " {id} color=[")?;
                for (index, attachment) in color.iter().enumerate() {
                    write!(f, "{}{}", if index > 0 { " " } else { "" }, Attachment(*attachment))?;
                }
                f.write_str("]")?;
                depth.map_or(Ok(()), |depth| write!(f, " depth={}", Attachment(depth)))
            }
            Self::VertexArrayBind { id, program, attributes, indices } => {
                write!(f, " {id} program={program}")?;
                for a in attributes {
                    write!(f, " {}={}+{}/{}:{}", a.name, a.buffer, a.offset, a.stride, a.format)?;
                    if a.divisor > 0 {
                        write!(f, "*{}", a.divisor)?;
                    }
                }
                indices.map_or(Ok(()), |indices| write!(f, " indices={indices}"))
            }
            Self::Clear { target, scissor, color, depth, stencil } => {
                write!(f, " {}", Target(*target))?;
                scissor.map_or(Ok(()), |s| write!(f, " scissor={}", Area(s)))?;
                color.map_or(Ok(()), |c| write!(f, " color={c:?}"))?;
                depth.map_or(Ok(()), |d| write!(f, " depth={d}"))?;
                stencil.map_or(Ok(()), |s| write!(f, " stencil={s}"))
            }
            Self::Draw(draw) => write_draw(f, draw),
            Self::TransformFeedback(feedback) => write_feedback(f, feedback),
            Self::Blit { source, source_rect, destination, destination_rect, part } => write!(
                f,
                " {} {} -> {} {} {}",
                Target(*source),
                Area(*source_rect),
                Target(*destination),
                Area(*destination_rect),
                match part {
                    BlitPart::Color => "nearest",
                    BlitPart::ColorLinear => "linear",
                    BlitPart::Depth => "depth",
                    BlitPart::Stencil => "stencil",
                    BlitPart::DepthStencil => "depth stencil",
                }
            ),
            Self::ReadPixels { source, rect, format, .. } => {
                write!(f, " {} {} {format:?}", Target(*source), Area(*rect))
            }
            Self::ReadBuffer { id, offset_bytes, size_bytes, .. } => {
                write!(f, " {id} offset={offset_bytes} bytes={size_bytes}")
            }
            Self::BeginQuery { kind, .. } | Self::EndQuery { kind } => write!(f, " {kind:?}"),
            Self::InvalidateState | Self::Fence { .. } => Ok(()),
            Self::Frame { target } => write!(f, " {}", Target(*target)),
        }
    }
}

/// A command that is about a texture.
fn write_texture(f: &mut fmt::Formatter<'_>, command: &Command) -> fmt::Result {
    match command {
        Command::TextureUnit { unit, texture } => write!(f, " {unit} {texture}"),
        Command::TextureStorage { id, format, size: [width, height, depth], levels } => {
            write!(f, " {id} {format:?} {width}x{height}")?;
            if *depth != 1 {
                write!(f, "x{depth}")?;
            }
            if *levels == 1 { Ok(()) } else { write!(f, " levels={levels}") }
        }
        Command::TextureData { id, level, region, data } => {
            write!(f, " {id} {}", Texels(*region))?;
            if *level > 0 {
                write!(f, " level={level}")?;
            }
            write!(f, " {}", Summary(data.bytes()))
        }
        Command::TextureMipmaps { id } => write!(f, " {id}"),
        Command::TextureSampling { id, sampling } => {
            write!(f, " {id}")?;
            write_sampling(f, sampling)
        }
        _ => Ok(()),
    }
}

fn write_feedback(f: &mut fmt::Formatter<'_>, feedback: &FeedbackCommand) -> fmt::Result {
    let FeedbackCommand { program, vertex_array, topology, first, count, instances, outputs } = feedback;
    write!(f, " {program} {topology:?} {first}+{count}")?;
    if *instances != 1 {
        write!(f, " instances={instances}")?;
    }
    vertex_array.map_or(Ok(()), |id| write!(f, " from={id}"))?;
    outputs.iter().try_for_each(|id| write!(f, " into={id}"))
}

fn write_draw(f: &mut fmt::Formatter<'_>, draw: &DrawCommand) -> fmt::Result {
    write!(f, " {} {:?} {}+{}", draw.program, draw.topology, draw.first, draw.count)?;
    if draw.instances != 1 {
        write!(f, " instances={}", draw.instances)?;
    }
    draw.vertex_array.map_or(Ok(()), |id| write!(f, " from={id}"))?;
    draw.indices.map_or(Ok(()), |indices| write!(f, " indices={indices:?}"))?;
    write!(f, " to={}", Target(draw.target))?;
    write_state(f, &draw.state)
}

/// The filters, and of the rest what is not as usual.
fn write_sampling(f: &mut fmt::Formatter<'_>, sampling: &Sampling) -> fmt::Result {
    let Sampling { min_filter, mag_filter, wrap, border, levels, anisotropy, .. } = *sampling;
    write!(f, " min={min_filter:?} mag={mag_filter:?} wrap={wrap:?}")?;
    sampling.mipmap.map_or(Ok(()), |filter| write!(f, " mipmap={filter:?}"))?;
    if wrap.contains(&Wrap::ClampToBorder) {
        write!(f, " border={border:?}")?;
    }
    if levels != Sampling::NEAREST.levels {
        write!(f, " levels={levels:?}")?;
    }
    sampling.compare.map_or(Ok(()), |compare| write!(f, " compare={compare:?}"))?;
    if anisotropy > 1.0 {
        write!(f, " anisotropy={anisotropy}")?;
    }
    sampling.swizzle.map_or(Ok(()), |swizzle| write!(f, " swizzle={swizzle:?}"))
}

fn write_state(f: &mut fmt::Formatter<'_>, state: &State) -> fmt::Result {
    match state.blend {
        None => f.write_str(" blend=off")?,
        Some(Blend::PREMULTIPLIED) => f.write_str(" blend=over")?,
        Some(Blend::ADDITIVE) => f.write_str(" blend=add")?,
        Some(Blend::MAX) => f.write_str(" blend=max")?,
        Some(blend) => write!(f, " blend={blend:?}")?,
    }
    state.depth_test.map_or(Ok(()), |test| write!(f, " depth={test:?}"))?;
    if state.depth_test.is_some() && !state.depth_write {
        f.write_str(" depth_write=off")?;
    }
    if state.depth_range != State::OPAQUE.depth_range {
        write!(f, " depth_range={:?}", state.depth_range)?;
    }
    if let Some(Stencil { front, back }) = state.stencil {
        write!(f, " stencil={}", Face(front))?;
        if back != front {
            write!(f, "|{}", Face(back))?;
        }
    }
    state.cull_face.map_or(Ok(()), |face| write!(f, " cull={face:?}"))?;
    if state.front_face != State::OPAQUE.front_face {
        write!(f, " front={:?}", state.front_face)?;
    }
    state.polygon_offset.map_or(Ok(()), |o| write!(f, " polygon_offset={},{}", o.factor, o.units))?;
    if state.line_width != 1.0 {
        write!(f, " line_width={}", state.line_width)?;
    }
    if state.alpha_to_coverage {
        f.write_str(" alpha_to_coverage")?;
    }
    state.viewport.map_or(Ok(()), |rect| write!(f, " viewport={}", Area(rect)))?;
    state.scissor.map_or(Ok(()), |rect| write!(f, " scissor={}", Area(rect)))?;
    if state.color_mask == [true; 4] {
        return Ok(());
    }
    write!(f, " color_mask={:?}", state.color_mask)
}

struct Target(RenderTarget);

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.framebuffer {
            Some(id) => write!(f, "{id}")?,
            None => f.write_str("canvas")?,
        }
        write!(f, "({}x{})", self.0.width, self.0.height)
    }
}

struct Face(StencilFace);

impl fmt::Display for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StencilFace { compare, reference, read_mask, write_mask, fail, depth_fail, pass } = self.0;
        write!(
            f,
            "{compare:?}({reference}&{read_mask:02x}):{fail:?},{depth_fail:?},{pass:?}&{write_mask:02x}"
        )
    }
}

struct Area(Rect);

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}+{}x{}", self.0.x, self.0.y, self.0.width, self.0.height)
    }
}

struct Texels(Region);

impl fmt::Display for Texels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Region { origin: [x, y, z], size: [width, height, depth] } = self.0;
        if z == 0 && depth == 1 {
            return write!(f, "{x},{y}+{width}x{height}");
        }
        write!(f, "{x},{y},{z}+{width}x{height}x{depth}")
    }
}

struct Attachment(AttachmentId);

impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            AttachmentId::RenderBuffer(id) => write!(f, "{id}"),
            AttachmentId::Texture { id, level, layer } => {
                write!(f, "{id}")?;
                if layer > 0 {
                    write!(f, "[{layer}]")?;
                }
                if level > 0 { write!(f, "/{level}") } else { Ok(()) }
            }
        }
    }
}

/// Length and a checksum (FNV-1a) of some bytes.
struct Summary<'a>(&'a [u8]);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = self
            .0
            .iter()
            .take(SUMMED_BYTES)
            .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        write!(f, "{}B~{sum:08x}", self.0.len())
    }
}
