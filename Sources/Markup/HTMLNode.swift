/// What stands inside an HTML element; comments and processing instructions are dropped.
package indirect enum HTMLNode: Sendable, Hashable {
    case text(String)
    case element(HTMLElement)
}
