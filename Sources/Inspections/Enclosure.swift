/// A file that a feed entry carries.
package struct Enclosure: Hashable, Sendable {
    /// Absolute address.
    package let url: String
    /// Media type as announced: `application/pdf`.
    package let type: String?
    /// Bytes as announced, never trusted.
    package let length: Int?

    package init(url: String, type: String? = nil, length: Int? = nil) {
        self.url = url
        self.type = type
        self.length = length
    }
}
