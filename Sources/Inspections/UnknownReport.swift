/// A document that states grades as reports of inspections do, under a title of no known framework.
package struct UnknownReport: Hashable, Codable, Sendable {
    /// As its first page prints it.
    package let title: String
    /// The printed labels that grades stand beside, in the order of the document; empty where its grades are unknown too.
    package let labels: [String]

    package init(title: String, labels: [String]) {
        self.title = title
        self.labels = labels
    }

    /// Equal for reports of one framework, whoever they are on: the first label, where there is one.
    package var key: String { (labels.first ?? "").lowercased() }
}
