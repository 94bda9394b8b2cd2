/// Where the body of a good answer (200) goes piece by piece instead of into memory.
package protocol BodySink: AnyObject, Sendable {
    /// Takes the next bytes, decompressed and within the request's limit; why it cannot, in a few words, ends the transfer.
    func take(_ bytes: UnsafeRawBufferPointer) -> String?
}
