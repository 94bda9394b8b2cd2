/// All frameworks known to this run, by id.
package struct FrameworkCatalogue: Sendable {
    private let byID: [String: Framework]

    package init(_ frameworks: [Framework]) {
        byID = Dictionary(frameworks.map { ($0.id, $0) }, uniquingKeysWith: { _, later in later })
    }

    package subscript(id: String) -> Framework? { byID[id] }

    package var all: [Framework] { byID.values.sorted { $0.id < $1.id } }
}
