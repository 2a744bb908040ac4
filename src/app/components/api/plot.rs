//! The drawing of a stream: a bar for each stretch of time, stacked by what became of the requests.

use yew::prelude::*;

use crate::analysis::StreamInterval;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 140.0;

/// What became of requests: a name, a CSS class, how many.
type Part = (&'static str, &'static str, fn(&StreamInterval) -> u64);

const PARTS: [Part; 3] = [
    ("served", "stream-served", |interval| interval.totals.served),
    ("throttled", "stream-throttled", |interval| interval.totals.throttled),
    ("over the quota", "stream-over-quota", |interval| interval.totals.over_quota),
];

/// The drawing, which `label` describes.
pub(super) fn plot(intervals: &[StreamInterval], label: &str) -> Html {
    let most = intervals.iter().map(|interval| interval.totals.requests()).max().unwrap_or(0).max(1);
    let width = WIDTH / intervals.len().max(1) as f64;
    let bar = |(index, interval): (usize, &StreamInterval)| {
        let mut bottom = HEIGHT;
        let mut parts = Vec::new();
        for (_, class, count) in PARTS {
            let height = count(interval) as f64 / most as f64 * HEIGHT;
            if height > 0.0 {
                bottom -= height;
                parts.push(html! {
                    <rect {class} x={coordinate(index as f64 * width + 0.5)} y={coordinate(bottom)}
                        width={coordinate((width - 1.0).max(1.0))} height={coordinate(height)} />
                });
            }
        }
        html! { <g>{ for parts }</g> }
    };
    let last = intervals.last().map_or(0, |interval| interval.from + interval.seconds);
    html! {
        <figure class="stream-plot">
            <p class="hint">{ format!("up to {most} requests") }</p>
            <svg class="stream-drawing" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} preserveAspectRatio="none" role="img" aria-label={label.to_owned()} focusable="false">
                <defs>
                    <pattern id="stream-stripes" width="6" height="6" patternUnits="userSpaceOnUse">
                        <path class="stream-stripe" d="M0 6L6 0" />
                    </pattern>
                    <pattern id="stream-dots" width="5" height="5" patternUnits="userSpaceOnUse">
                        <circle class="stream-dot" cx="2.5" cy="2.5" r="1.4" />
                    </pattern>
                </defs>
                { for intervals.iter().enumerate().map(bar) }
            </svg>
            <p class="hint stream-axis"><span>{ "0 s" }</span><span>{ format!("{last} s") }</span></p>
            <ul class="stream-legend" aria-hidden="true">
                { for PARTS.into_iter().map(|(name, class, _)| html! {
                    <li><svg class="stream-key" viewBox="0 0 12 12" focusable="false"><rect {class} x="0.5" y="0.5" width="11" height="11" /></svg>{ name }</li>
                }) }
            </ul>
        </figure>
    }
}

fn coordinate(number: f64) -> String {
    format!("{number:.2}")
}
