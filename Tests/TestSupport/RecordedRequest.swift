/// A request as a loopback server received it.
package struct RecordedRequest: Sendable {
    package let method: String
    /// Path and query as they stood in the request line.
    package let target: String
    /// Names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]
    /// How many requests of this User-Agent the server was answering when this one arrived, itself included.
    package let active: Int

    /// The target without its query.
    package var path: String {
        String(target.prefix { $0 != "?" })
    }
}
