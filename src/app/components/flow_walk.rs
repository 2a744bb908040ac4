//! The way through the checks, one step at a time.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::prose::prose;
use crate::analysis::{FlowNode, FlowStep};
use crate::app::icon::{Icon, icon};
use crate::evaluation::Check;

/// How long a step is shown when the walk goes on by itself, in milliseconds.
const PLAYED_STEP: u32 = 1200;

/// A walk: the step it stands at, and whether it goes on by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Walk {
    /// Counted from zero.
    pub(super) step: usize,
    /// Whether the next step comes without being asked for.
    pub(super) is_playing: bool,
}

/// What a person does to a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WalkMove {
    /// To the first step.
    First,
    /// A step back.
    Previous,
    /// A step on.
    Next,
    /// To the last step.
    Last,
    /// It begins to go on by itself, or stops that.
    Play,
    /// It ends.
    Leave,
}

impl WalkMove {
    /// The move for a key, if it stands for one.
    pub(super) fn of_key(event: &KeyboardEvent) -> Option<Self> {
        if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return None;
        }
        match event.key().as_str() {
            "ArrowRight" => Some(WalkMove::Next),
            "ArrowLeft" => Some(WalkMove::Previous),
            "Home" => Some(WalkMove::First),
            "End" => Some(WalkMove::Last),
            "Escape" => Some(WalkMove::Leave),
            _ => None,
        }
    }
}

impl Walk {
    /// The walk of `steps` steps after `change`; none when it has ended.
    pub(super) fn after(self, change: WalkMove, steps: usize) -> Option<Self> {
        let last = steps.saturating_sub(1);
        let at = |step: usize| Some(Walk { step: step.min(last), is_playing: false });
        match change {
            WalkMove::First => at(0),
            WalkMove::Previous => at(self.step.min(last).saturating_sub(1)),
            WalkMove::Next => at(self.step + 1),
            WalkMove::Last => at(last),
            // At the end it begins anew.
            WalkMove::Play if !self.is_playing && self.step >= last => {
                Some(Walk { step: 0, is_playing: true })
            }
            WalkMove::Play => Some(Walk { is_playing: !self.is_playing, ..self }),
            WalkMove::Leave => None,
        }
    }

    /// The walk a moment later, when it goes on by itself; at the last step it stops doing so.
    fn played(self, steps: usize) -> Self {
        let step = self.step + 1;
        Walk { step, is_playing: step + 1 < steps }
    }
}

/// Properties of [`FlowWalk`].
#[derive(PartialEq, Properties)]
pub(super) struct FlowWalkProps {
    /// The steps.
    pub(super) steps: Vec<FlowStep>,
    /// The walk; none while nobody walks.
    pub(super) walk: Option<Walk>,
    /// Called when the person moves it.
    pub(super) onmove: Callback<WalkMove>,
    /// Called when it moved by itself.
    pub(super) onplayed: Callback<Walk>,
}

/// The foot of the panel while somebody walks: what the step says, and the buttons. What is said there is read out as
/// it changes.
#[component]
pub(super) fn FlowWalk(props: &FlowWalkProps) -> Html {
    let count = props.steps.len();
    {
        let onplayed = props.onplayed.clone();
        use_effect_with((props.walk, count), move |(walk, count)| {
            let (walk, count) = (walk.filter(|walk| walk.is_playing), *count);
            let timer = walk.map(|walk| Timeout::new(PLAYED_STEP, move || onplayed.emit(walk.played(count))));
            move || drop(timer)
        });
    }
    let step = props.walk.and_then(|walk| {
        let at = walk.step.min(count.saturating_sub(1));
        props.steps.get(at).map(|step| (at, step, walk.is_playing))
    });
    let button = |change: WalkMove, id: &'static str, is_idle: bool, content: Html| {
        let onclick = props.onmove.reform(move |_: MouseEvent| change);
        html! {
            <button type="button" {id} class="button small" aria-disabled={is_idle.then_some("true")} {onclick}>{ content }</button>
        }
    };
    html! {
        <div class="walk" role="group" aria-label="Step through the checks">
            <div class="walk-says" aria-live="polite" aria-atomic="true">
                if let Some((_, step, _)) = step {
                    <p class="walk-title"><span class="walk-count">{ place(step.node) }</span>{ " " }{ step.title }</p>
                    <p class="walk-text">
                        { prose(&step.says) }
                        if step.node == FlowNode::Decision { { not_reached(&props.steps) } }
                    </p>
                }
            </div>
            if let Some((at, _, is_playing)) = step {
                <div class="walk-tools">
                    { button(WalkMove::Previous, "walk-previous", at == 0, html! { { "Previous" } }) }
                    { button(WalkMove::Next, "walk-next", at + 1 == count, html! { { "Next" } }) }
                    { button(WalkMove::Last, "walk-last", at + 1 == count, html! { { "End" } }) }
                    { button(WalkMove::Play, "walk-play", false, html! { { if is_playing { "Pause" } else { "Play" } } }) }
                    <button type="button" id="walk-leave" class="icon-button" title="Leave (Escape)" aria-label="Leave"
                        onclick={props.onmove.reform(|_: MouseEvent| WalkMove::Leave)}>{ icon(Icon::Cross) }</button>
                </div>
            }
        </div>
    }
}

/// Where a step is among the checks, which are numbered as in their list.
fn place(node: FlowNode) -> String {
    match node {
        FlowNode::Request => "Start".to_owned(),
        FlowNode::Check(check) => format!("Check {} of {}", number(check), Check::ALL.len()),
        FlowNode::Decision => "End".to_owned(),
    }
}

fn number(check: Check) -> usize {
    Check::ALL.iter().position(|found| *found == check).unwrap_or_default() + 1
}

/// ` Checks 6 and 7 were not asked.`
fn not_reached(steps: &[FlowStep]) -> String {
    let is_left_out = |check: &Check| steps.iter().all(|step| step.node != FlowNode::Check(*check));
    let left_out: Vec<String> =
        Check::ALL.into_iter().filter(is_left_out).map(|check| number(check).to_string()).collect();
    match left_out.as_slice() {
        [] => String::new(),
        [only] => format!(" Check {only} was not asked."),
        [others @ .., last] => format!(" Checks {} and {last} were not asked.", others.join(", ")),
    }
}
