/// A complete answer; any status is one, a 304 and a 500 too.
package struct HTTPResponse: Hashable, Sendable {
    /// 200 for a file.
    package let status: Int
    package let headers: HTTPHeaders
    /// Decompressed.
    package let body: [UInt8]
    /// The requested address, or the last redirect's.
    package let finalURL: String
    /// Those to send with the next request for the same address; store them together with what was made of the body.
    package let validators: Validators?
    package let redirects: [HTTPRedirect]
    /// On the network, over all hops, without waiting for a turn at the host.
    package let milliseconds: Int
}
