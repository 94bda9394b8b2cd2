/// One exchange with one server: a request as libcurl gets it, redirects not followed.
struct Hop: Sendable {
    var method: HTTPMethod
    var address: WebAddress
    var headers: HTTPHeaders
    var body: [UInt8]?
    var timeout: Duration
    var bodyLimit: Int
    var cutsBody = false
    var permission: Permission
    var userAgent: String
    /// Where the body of a good answer goes; nil for memory.
    var sink: (any BodySink)?
    /// Of authorities that are trusted beside the system's.
    var certificateFile: String?
}
