import Feeds

/// One release of a table.
struct TableDocument: Sendable {
    let content: any TableContent
    let source: StatingSource
}
