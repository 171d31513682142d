//! The interpreter that executes commands on this machine's OpenGL, through glow.
//!
//! The only place of the crate with `unsafe`. What every block relies on:
//!
//! - **G1**: the context that the loader belongs to is current on this thread. Whoever calls
//!   [`Context::from_loader`](crate::Context::from_loader) promises it for as long as the [`Context`](crate::Context) is used; `Context` is not `Send`.
//! - **G2**: names given to OpenGL were made by this context, or by one that shares objects with it, and are not deleted: they come from this interpreter's own
//!   tables, and leave them when they are deleted.
//! - **G3**: slices handed over cover what OpenGL reads or writes: sizes were checked when the command was made or are
//!   checked here. What indices point at is the driver's to check: reading them all back would cost more than the draw.
#![expect(unsafe_code, reason = "OpenGL is called here, and nowhere else; see G1 to G3")]

mod answers;
mod buffers;
mod caps;
mod clear;
mod contexts;
mod enums;
mod feedback;
mod formats;
mod framebuffers;
mod guest;
mod linking;
mod objects;
mod programs;
mod state;
mod textures;

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use glow::HasContext as _;

use crate::caps::{Api, Caps};
use crate::command::{Command, DrawCommand, ObjectKind};
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::interpreter::{Interpreter, Reply};
use crate::program::UniformValue;
use crate::query::QueryKind;
use crate::read::ReadFormat;
use crate::state::Rect;
use crate::tables::{Slots, Table};
use crate::target::RenderTarget;
use crate::texture::Region;
use buffers::GlBuffer;
use framebuffers::{GlFrameBuffer, GlRenderBuffer};
use linking::Linking;
use programs::GlProgram;
use state::Current;
use textures::GlTexture;

/// Texture unit that uploads go through, so that the units of draws stay as they are. OpenGL has at least 32.
const UPLOAD_UNIT: u32 = 31;

/// Environment variable that makes every command ask for errors, so that the guilty one is named.
const CHECK_VARIABLE: &str = "VISPY_GL_CHECK";

/// The objects that contexts can share, and what all objects are called.
#[derive(Default)]
#[repr(C)]
struct Names {
    programs: Slots<GlProgram>,
    buffers: Table<GlBuffer>,
    textures: Table<GlTexture>,
    render_buffers: Table<GlRenderBuffer>,
    labels: Table<(ObjectKind, Arc<str>)>,
    /// Programs whose answer nobody has asked for.
    linking: Vec<Linking>,
}

/// It lies in memory as it stands here: what each draw looks at comes first, in few cache lines.
#[repr(C)]
struct Gl {
    gl: Arc<glow::Context>,
    /// Asks for errors after every command instead of after every queue.
    check_each: bool,
    /// Objects that are shared with other contexts, where there are such.
    names: Rc<RefCell<Names>>,
    current: Current,
    vertex_arrays: Table<glow::VertexArray>,
    frame_buffers: Table<GlFrameBuffer>,
    /// The frame buffer that is the canvas; `None` is the window's own.
    canvas: Option<glow::Framebuffer>,
    /// What the code whose OpenGL this is has set, while we are its guests.
    guest: Option<guest::GuestState>,
    /// For draws without attributes: core profiles need one bound.
    empty_vertex_array: Option<glow::VertexArray>,
    /// A frame buffer of one pixel, for runs of the vertex stage that draw nothing: OpenGL wants a complete one even so,
    /// and a context without a window has none.
    nowhere: Option<(glow::Framebuffer, glow::Renderbuffer)>,
    /// Answers that have not come yet, in the order of the questions.
    owed: Vec<answers::Owed>,
    /// Queries that are going on.
    open_queries: Vec<(QueryKind, answers::Owed)>,
    caps: Caps,
}

impl Gl {
    /// The interpreter of a context that is current.
    fn new(gl: Arc<glow::Context>, names: Rc<RefCell<Names>>) -> Result<Self> {
        let caps = caps::query(&gl)?;
        let mut interpreter = Self {
            gl,
            caps,
            check_each: std::env::var_os(CHECK_VARIABLE).is_some(),
            names,
            vertex_arrays: Table::default(),
            frame_buffers: Table::default(),
            canvas: None,
            guest: None,
            empty_vertex_array: None,
            nowhere: None,
            owed: Vec::new(),
            open_queries: Vec::new(),
            current: Current::default(),
        };
        if interpreter.caps.parallel_compile {
            // SAFETY: G1; as many threads as the driver likes.
            unsafe { interpreter.gl.max_shader_compiler_threads(u32::MAX) };
        }
        interpreter.invalidate();
        Ok(interpreter)
    }

    /// What OpenGL refused since the last call.
    fn take_error(&self, operation: impl FnOnce() -> String) -> Result<()> {
        // SAFETY: G1.
        let number = unsafe { self.gl.get_error() };
        if number == glow::NO_ERROR {
            return Ok(());
        }
        // SAFETY: G1. Errors queue up, one a call, until there is none.
        while !matches!(unsafe { self.gl.get_error() }, glow::NO_ERROR | glow::CONTEXT_LOST) {}
        if number == glow::CONTEXT_LOST {
            return Err(Error::ContextLost);
        }
        Err(Error::Gl { code: enums::error_name(number), number, operation: operation() })
    }

    fn dispatch(&mut self, command: &Command) -> Result<()> {
        match command {
            Command::Draw(draw) => return self.draw(draw),
            Command::Uniform { program, name, value } => return self.set_uniform(*program, name, value),
            Command::TextureUnit { unit, texture } => return self.set_unit(*unit, *texture),
            Command::BlockUnit { unit, buffer } => return self.set_block_unit(*unit, *buffer),
            _ => self.current.drawn = None,
        }
        match command {
            Command::Create { id, kind, label } => self.create(*id, *kind, label),
            Command::Delete { id } => {
                self.delete(*id);
                Ok(())
            }
            Command::BufferSize { id, size_bytes } => self.size_buffer(*id, *size_bytes),
            Command::BufferData { id, offset_bytes, data } => {
                self.fill_buffer(*id, *offset_bytes, data.bytes())
            }
            Command::LinkProgram { id, vertex, fragment, feedback, reply } => {
                self.begin_link(*id, [vertex, fragment], feedback.as_ref(), *reply)
            }
            Command::TextureStorage { id, format, size, levels } => {
                self.store_texture(*id, *format, *size, *levels)
            }
            Command::TextureData { id, level, region, data } => {
                self.fill_texture(*id, *level, *region, data.bytes())
            }
            Command::TextureMipmaps { id } => self.compute_mipmaps(*id),
            Command::TextureSampling { id, sampling } => self.set_sampling(*id, *sampling),
            Command::RenderBufferStorage { id, format, width, height, samples } => {
                self.store_render_buffer(*id, *format, [*width, *height], *samples)
            }
            Command::FrameBufferAttach { id, color, depth } => self.attach(*id, color, *depth),
            Command::VertexArrayBind { id, program, attributes, indices } => {
                self.bind_vertex_array(*id, *program, attributes, *indices)
            }
            Command::Clear { target, scissor, color, depth, stencil } => {
                self.clear(*target, *scissor, *color, (*depth, *stencil))
            }
            Command::TransformFeedback(feedback) => self.transform_feedback(feedback),
            Command::Blit { source, source_rect, destination, destination_rect, part } => {
                self.blit((*source, *source_rect), (*destination, *destination_rect), *part)
            }
            Command::ReadPixels { source, rect, format, reply } => {
                self.ask_pixels(*source, *rect, *format, *reply)
            }
            Command::ReadBuffer { id, offset_bytes, size_bytes, reply } => {
                self.ask_bytes(*id, *offset_bytes, *size_bytes, *reply)
            }
            Command::BeginQuery { kind, reply } => self.begin_query(*kind, *reply),
            Command::EndQuery { kind } => {
                self.end_query(*kind);
                Ok(())
            }
            Command::Fence { reply } => self.ask_fence(*reply),
            Command::InvalidateState => {
                self.invalidate();
                Ok(())
            }
            Command::Frame { .. }
            | Command::Draw(_)
            | Command::Uniform { .. }
            | Command::TextureUnit { .. }
            | Command::BlockUnit { .. } => Ok(()),
        }
    }
}

impl Interpreter for Gl {
    fn caps(&self) -> &Caps {
        &self.caps
    }

    fn execute(&mut self, command: &Command, _replies: &mut Vec<Reply>) -> Result<()> {
        self.dispatch(command)?;
        if self.check_each {
            return self.take_error(|| command.to_string());
        }
        Ok(())
    }

    fn draws_at_once(&self) -> bool {
        // Messages name commands.
        !self.check_each
    }

    fn set_uniform(&mut self, program: ObjectId, name: &Arc<str>, value: &UniformValue) -> Result<()> {
        self.put_uniform(program, name, value)
    }

    fn draw(&mut self, draw: &DrawCommand) -> Result<()> {
        self.put_draw(draw)
    }

    fn finish_queue(&mut self, replies: &mut Vec<Reply>) -> Result<()> {
        self.current.drawn = None;
        self.collect_answers(false, replies);
        self.leave_canvas_bound();
        self.take_error(|| format!("one of the last commands; {CHECK_VARIABLE}=1 finds out which"))
    }

    fn end_link(&mut self, program: ObjectId, wait: bool, replies: &mut Vec<Reply>) {
        self.end_link(program, wait, replies);
    }

    fn share(&self) -> Option<Rc<dyn Any>> {
        Some(self.names.clone())
    }

    fn others_were_at_work(&mut self) {
        // OpenGL shows what another context has done to an object from the next time on that it is bound.
        let current = &mut self.current;
        (current.program, current.vertex_array, current.drawn) = (None, None, None);
        // To bind what is bound already may do nothing.
        // SAFETY: G1.
        unsafe {
            self.gl.use_program(None);
            self.gl.bind_vertex_array(None);
        }
    }

    fn abandon(&mut self) {
        // Names that are in no table are never deleted.
        self.names = Rc::default();
        self.vertex_arrays.clear();
        self.frame_buffers.clear();
        self.empty_vertex_array = None;
        self.nowhere = None;
        self.owed.clear();
        self.open_queries.clear();
    }

    fn wait(&mut self, replies: &mut Vec<Reply>) -> Result<bool> {
        self.current.drawn = None;
        self.collect_answers(true, replies);
        self.take_error(|| "waiting for answers".to_owned())?;
        // A browser answers no fence and no query before the program has returned to it.
        Ok(self.caps.api != Api::WebGl)
    }

    fn enter_as_guest(&mut self) {
        self.guest = Some(guest::GuestState::read(&self.gl, &self.caps));
    }

    fn leave_as_guest(&mut self) {
        if let Some(state) = self.guest.take() {
            state.restore(&self.gl);
        }
    }

    fn write_buffer(&mut self, id: ObjectId, offset_bytes: u64, bytes: &[u8]) -> Result<()> {
        self.current.drawn = None;
        self.fill_buffer(id, offset_bytes, bytes)
    }

    fn write_texture(&mut self, id: ObjectId, level: u32, region: Region, bytes: &[u8]) -> Result<()> {
        self.current.drawn = None;
        self.fill_texture(id, level, region, bytes)
    }

    fn read_now(
        &mut self,
        source: RenderTarget,
        rect: Rect,
        format: ReadFormat,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        self.current.drawn = None;
        self.read_into(source, rect, format, out)?;
        self.leave_canvas_bound();
        self.take_error(|| "READ_PIXELS".to_owned())
    }
}

/// A length or position as OpenGL takes it.
fn gl_i32(value: impl Into<u64>) -> Result<i32> {
    let value = value.into();
    i32::try_from(value).map_err(|_too_large| too_large(value))
}

#[cold]
fn too_large(requested: u64) -> Error {
    Error::Limit { what: "a length or position in OpenGL".to_owned(), requested, maximum: i32::MAX as u64 }
}
