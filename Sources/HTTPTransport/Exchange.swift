/// What came of one hop.
struct Exchange: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    let duration: Duration
}
