/* SPDX-License-Identifier: MIT */
/*
 * What the wire format says of decoding, rule by rule.
 *
 * Each table below is a section of the specification, each row one of its
 * rules in its own words, and a test of that name: to find a rule, search for
 * its words here or in the output; to find what is tested of it, read its
 * cases. A row has cases for both profiles, which is itself tested. JSON is
 * written as rows.h says; status 0 is a request.
 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#define GOOD "'command_name':'START','result':'success'"
#define FULL GOOD ",'result_detail':{}"
#define ID ",'request_id':'R'"

#define MAX_CASES 26

typedef struct example {
    unsigned profiles;
    int status;
    const char *body;
    ucr_code code;    /* UCR_OK: what follows below is what is found */
    const char *path; /* NULL: empty */
    size_t max_body, max_depth, max_items;
    /* Of a request: START and success where nothing is said. */
    ucr_command command;
    ucr_result result;
    ucr_json_kind kind;
    /* Of an answer. */
    ucr_shape shape;
    unsigned ignored;
    const char *error_code, *error_msg, *message, *id, *title, *authorization;
    bool params, details; /* there */
    size_t param_count, detail_count;
} example;

typedef struct rule {
    const char *words;
    example cases[MAX_CASES];
} rule;

/* ---- JSON, the same in both -------------------------------------------------
 */

static const rule json_rules[] = {
    {"one value",
     {{BOTH, 0, "{" FULL "}", .kind = UCR_JSON_OBJECT},
      {BOTH, 0, "{" FULL "} ^{" FULL "}", .code = UCR_E_TRAILING},
      {BOTH, 200, "{}^,", .code = UCR_E_TRAILING},
      {BOTH, 400, "{" PAIR "}^'", .code = UCR_E_TRAILING},
      {BOTH, 400, "{" PAIR "}^\x01", .code = UCR_E_TRAILING}}},
    {"nothing but white space around it",
     {{BOTH, 0, " \t\n\r{" FULL "}\r\n\t ", .kind = UCR_JSON_OBJECT},
      {BOTH, 200, "\n{\r}\t", .shape = UCR_SHAPE_SUCCESS},
      {BOTH, 0, "^\v{" FULL "}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "^\f{" FULL "}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "^\xC2\xA0{" FULL "}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "{" FULL "}^\xE2\x80\xA8", .code = UCR_E_TRAILING}}},
    {"valid UTF-8",
     {{BOTH, 400, "{'error_code':'\xC2\x80','error_msg':'\xF4\x8F\xBF\xBF'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "\xC2\x80",
       .error_msg = "\xF4\x8F\xBF\xBF"},
      {BOTH, 0, "{'command_name':'^\x80'}", .code = UCR_E_UTF8,
       .path = "/command_name"},
      {BOTH, 0, "{'^\xFF':1}", .code = UCR_E_UTF8}}},
    {"no overlong forms",
     {{BOTH, 0, "{'result':'^\xC1\xBF'}", .code = UCR_E_UTF8,
       .path = "/result"},
      {BOTH, 0, "{'result':'^\xE0\x9F\xBF'}", .code = UCR_E_UTF8,
       .path = "/result"},
      {BOTH, 0, "{'result':'^\xF0\x8F\xBF\xBF'}", .code = UCR_E_UTF8,
       .path = "/result"}}},
    {"no encoded surrogates",
     {{BOTH, 403, "{'details':['^\xED\xA0\x80']}", .code = UCR_E_UTF8,
       .path = "/details"},
      {BOTH, 403, "{'details':['^\xED\xBF\xBF']}", .code = UCR_E_UTF8,
       .path = "/details"}}},
    {"nothing above U+10FFFF",
     {{BOTH, 0, "{'result_detail':'^\xF4\x90\x80\x80'}", .code = UCR_E_UTF8,
       .path = "/result_detail"},
      {BOTH, 0, "{'result_detail':'^\xF5\x80\x80\x80'}", .code = UCR_E_UTF8,
       .path = "/result_detail"}}},
    {"control characters below U+0020 only escaped",
     {{BOTH, 400, "{'error_code':'\\u0000','error_msg':'\\u001f\\n\x7F'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_msg = "\x1F\n\x7F"},
      {BOTH, 400, "{'error_msg':'^\x1F'}", .code = UCR_E_CONTROL,
       .path = "/error_msg"},
      {BOTH, 400, "{'a^\x01':1}", .code = UCR_E_CONTROL}}},
    {"numbers by the grammar",
     {{I, 0, "{" GOOD ",'result_detail':-0.10e+01}", .kind = UCR_JSON_NUMBER},
      {BOTH, 0, "{" GOOD ",'result_detail':{'':[0,-1,1E9]}}",
       .kind = UCR_JSON_OBJECT},
      {BOTH, 0, "{" GOOD ",'result_detail':0^0}", .code = UCR_E_NUMBER,
       .path = "/result_detail"},
      {BOTH, 0, "{" GOOD ",'result_detail':^+1}", .code = UCR_E_SYNTAX,
       .path = "/result_detail"},
      {BOTH, 0, "{" GOOD ",'result_detail':^.5}", .code = UCR_E_SYNTAX,
       .path = "/result_detail"}}},
    {"nesting at most max_depth",
     {{BOTH, 0, "{" FULL "}", .max_depth = 2, .kind = UCR_JSON_OBJECT},
      {BOTH, 0, "{" GOOD ",'result_detail':^{}}", .code = UCR_E_DEPTH,
       .path = "/result_detail", .max_depth = 1},
      {BOTH, 403, "{" PAIR ",'details':[^{}]}", .code = UCR_E_DEPTH,
       .path = "/details", .max_depth = 2}}},
    {"the outermost object or array is depth 1",
     {{BOTH, 200, "{}", .max_depth = 1, .shape = UCR_SHAPE_SUCCESS},
      {I, 200, "[]", .max_depth = 1, .shape = UCR_SHAPE_SUCCESS},
      {BOTH, 200, "[^[]]", .code = UCR_E_DEPTH, .max_depth = 1}}},
    {"at most 512",
     {{BOTH, 200, "{}", .max_depth = 512, .shape = UCR_SHAPE_SUCCESS},
      {BOTH, 200, "^{}", .code = UCR_E_ARGUMENT, .max_depth = 513}}},
    {"body at most max_body bytes, a mark included",
     {{BOTH, 200, "{ }", .max_body = 3, .shape = UCR_SHAPE_SUCCESS},
      {BOTH, 200, "{ ^}", .code = UCR_E_BODY_SIZE, .max_body = 2},
      {I, 200, MARK "{}", .max_body = 5, .shape = UCR_SHAPE_SUCCESS},
      {BOTH, 200, MARK "{^}", .code = UCR_E_BODY_SIZE, .max_body = 4}}},
    {"error_param and details at most max_items elements each",
     {{BOTH, 403,
       "{" PAIR ",'error_param':['',''],'details':[{" PAIR "},{" PAIR "}]}",
       .max_items = 2, .shape = UCR_SHAPE_DOCUMENTED, .params = true,
       .param_count = 2, .details = true, .detail_count = 2},
      {BOTH, 403, "{" PAIR ",'error_param':['','',^'']}", .code = UCR_E_ITEMS,
       .path = "/error_param/2", .max_items = 2},
      {BOTH, 403, "{" PAIR ",'details':[{" PAIR "},^{" PAIR "}]}",
       .code = UCR_E_ITEMS, .path = "/details/1", .max_items = 1}}},
    {"nothing inside result_detail or an unknown member is counted",
     {{BOTH, 0, "{" GOOD ",'result_detail':{'details':[1,2,3]}}",
       .max_items = 1, .kind = UCR_JSON_OBJECT},
      {I, 0, "{" FULL ",'details':[1,2]}", .max_items = 1,
       .kind = UCR_JSON_OBJECT},
      {I, 400, "{" PAIR ",'x':[1,2],'y':{'details':['','']}}", .max_items = 1,
       .shape = UCR_SHAPE_DOCUMENTED}}},
    {"names are compared after unescaping",
     {{BOTH, 0,
       "{'command\\u005fname':'STOP','\\u0072esult':'fail',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_STOP, .result = UCR_RESULT_FAIL,
       .kind = UCR_JSON_OBJECT},
      {BOTH, 400, "{'error_cod\\u0065':'C','\\u0065rror_msg':'M'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "C", .error_msg = "M"},
      {I, 200, "{'bod\\u0079':'x'}", .shape = UCR_SHAPE_SUCCESS,
       .message = "x"}}},
    {"enumerated values are compared after unescaping",
     {{BOTH, 0,
       "{'command_name':'\\u0053TART','result':'f\\u0061il',"
       "'result_detail':{}}",
       .result = UCR_RESULT_FAIL, .kind = UCR_JSON_OBJECT}}},
    {"order of members is free",
     {{BOTH, 0, "{'result_detail':'','result':'fail','command_name':'SYNC'}",
       .command = UCR_COMMAND_SYNC, .result = UCR_RESULT_FAIL,
       .kind = UCR_JSON_STRING},
      {BOTH, 403, "{'details':[],'error_msg':'M','error_code':'C'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "C", .error_msg = "M",
       .details = true}}},
    {"a known member may stand once, with whatever type: in a request its "
     "three names",
     {{BOTH, 0, "{" FULL ",^'command_name':'START'}", .code = UCR_E_DUPLICATE,
       .path = "/command_name"},
      {BOTH, 0, "{" FULL ",^'result':null}", .code = UCR_E_DUPLICATE,
       .path = "/result"},
      {BOTH, 0, "{" FULL ",^'result_detail':{}}", .code = UCR_E_DUPLICATE,
       .path = "/result_detail"},
      {I, 0, "{" FULL ",'body':1,'body':1}", .kind = UCR_JSON_OBJECT}}},
    {"a known member may stand once: in a success body, in interop, body",
     {{I, 200, "{'body':1,^'body':'x'}", .code = UCR_E_DUPLICATE,
       .path = "/body"},
      {I, 200, "{'error_code':1,'error_code':1}", .shape = UCR_SHAPE_SUCCESS},
      {S, 200, "{^'body':1,'body':'x'}", .code = UCR_E_UNKNOWN}}},
    {"a known member may stand once: in every object that the error rule "
     "reads, elements of details included, all the names of that rule",
     {{I, 400, "{" PAIR ",'title':1,^'title':1}", .code = UCR_E_DUPLICATE,
       .path = "/title"},
      {I, 400, "{" PAIR ",'errMsg':1,^'errMsg':1}", .code = UCR_E_DUPLICATE,
       .path = "/errMsg"},
      {I, 400, "{'x':{'code':1,^'code':1}}", .code = UCR_E_DUPLICATE},
      {I, 403, "{" PAIR ",'details':[{'message':1,^'message':1}]}",
       .code = UCR_E_DUPLICATE, .path = "/details/0/message"},
      {I, 400, "{" PAIR ",'body':1,'body':1}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 403, "{" PAIR ",'error_param':[],^'error_param':[]}",
       .code = UCR_E_DUPLICATE, .path = "/error_param"}}},
    {"a known member may stand once: in strict the names documented for that "
     "status, and in an element of details its two",
     {{S, 400, "{" PAIR ",^'error_msg':''}", .code = UCR_E_DUPLICATE,
       .path = "/error_msg"},
      {S, 403, "{" PAIR ",'details':[{" PAIR ",^'error_code':''}]}",
       .code = UCR_E_DUPLICATE, .path = "/details/0/error_code"},
      {S, 400, "{" PAIR ",^'details':[],'details':[]}", .code = UCR_E_UNKNOWN},
      {I, 400, "{" PAIR ",'details':[],^'details':[]}", .code = UCR_E_DUPLICATE,
       .path = "/details"}}},
    {"a body is empty when it holds nothing but white space (in interop also "
     "after a byte order mark)",
     {{BOTH, 0, "^", .code = UCR_E_EMPTY},
      {BOTH, 0, " \n^", .code = UCR_E_EMPTY},
      {I, 0, MARK " ^", .code = UCR_E_EMPTY},
      {S, 0, "^" MARK " ", .code = UCR_E_BOM},
      {I, 200, MARK "\t", .shape = UCR_SHAPE_SUCCESS},
      {I, 500, MARK "\t", .shape = UCR_SHAPE_EMPTY}}},
};

/* ---- What differs -----------------------------------------------------------
 */

static const rule differences[] = {
    {"UTF-8 byte order mark before the body",
     {{I, 0, MARK "{" FULL "}", .kind = UCR_JSON_OBJECT},
      {I, 200, MARK "{}", .shape = UCR_SHAPE_SUCCESS},
      {I, 400, MARK "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 0, "^" MARK "{" FULL "}", .code = UCR_E_BOM},
      {S, 200, "^" MARK "{}", .code = UCR_E_BOM},
      {S, 400, "^" MARK "{" PAIR "}", .code = UCR_E_BOM}}},
    {"escaped lone surrogate, anywhere, names and result_detail too",
     {{I, 400, "{'error_code':'\\ud800','error_msg':'a\\udc00b'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "\xEF\xBF\xBD",
       .error_msg = "a\xEF\xBF\xBD"
                    "b"},
      {I, 0, "{" FULL ",'\\udfff':1}", .kind = UCR_JSON_OBJECT},
      {I, 0, "{" GOOD ",'result_detail':{'\\ud800':'\\udbff'}}",
       .kind = UCR_JSON_OBJECT},
      {S, 400, "{'error_code':'^\\ud800','error_msg':''}",
       .code = UCR_E_SURROGATE, .path = "/error_code"},
      {S, 0, "{" FULL ",'^\\udfff':1}", .code = UCR_E_SURROGATE},
      {S, 0, "{" GOOD ",'result_detail':{'^\\ud800':'\\udbff'}}",
       .code = UCR_E_SURROGATE, .path = "/result_detail"}}},
    {"unknown member of a message (never inside result_detail)",
     {{I, 0, "{'x':[{}]," FULL "}", .kind = UCR_JSON_OBJECT},
      {I, 400, "{" PAIR ",'x':1,'x':2}", .shape = UCR_SHAPE_DOCUMENTED},
      {I, 403, "{" PAIR ",'details':[{'x':1}]}", .shape = UCR_SHAPE_DOCUMENTED,
       .details = true, .detail_count = 1},
      {BOTH, 0, "{'x':[{^]," FULL "}", .code = UCR_E_SYNTAX},
      {S, 0, "{^'x':[{}]," FULL "}", .code = UCR_E_UNKNOWN},
      {S, 400, "{" PAIR ",^'x':1,'x':2}", .code = UCR_E_UNKNOWN},
      {S, 403, "{" PAIR ",'details':[{^'x':1}]}", .code = UCR_E_UNKNOWN,
       .path = "/details/0"},
      {BOTH, 0, "{" GOOD ",'result_detail':{'x':1,'x':2}}",
       .kind = UCR_JSON_OBJECT}}},
    {"request command_name",
     {{BOTH, 0,
       "{'command_name':'START',"
       "'result':'success',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_START, .kind = UCR_JSON_OBJECT},
      {BOTH, 0,
       "{'command_name':'STOP','result':'success',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_STOP, .kind = UCR_JSON_OBJECT},
      {BOTH, 0,
       "{'command_name':'DELETE','result':'success',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_DELETE, .kind = UCR_JSON_OBJECT},
      {BOTH, 0,
       "{'command_name':'SYNC','result':'success',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_SYNC, .kind = UCR_JSON_OBJECT},
      {BOTH, 0,
       "{'command_name':'UPLOAD_LOG','result':'success',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_UPLOAD_LOG, .kind = UCR_JSON_OBJECT},
      {BOTH, 0,
       "{'command_name':'RSET_LOG_ACL','result':'success',"
       "'result_detail':{}}",
       .command = UCR_COMMAND_RSET_LOG_ACL, .kind = UCR_JSON_OBJECT},
      {I, 0, "{'command_name':'SKIP','result':'success'}",
       .command = UCR_COMMAND_OTHER},
      {S, 0, "{'command_name':^'SKIP','result':'success'}", .code = UCR_E_ENUM,
       .path = "/command_name"},
      {BOTH, 0, "{'command_name':^'','result':'success'}", .code = UCR_E_ENUM,
       .path = "/command_name"},
      {BOTH, 0, "{'command_name':^null,'result':'success'}", .code = UCR_E_TYPE,
       .path = "/command_name"},
      {BOTH, 0, "{'result':'success','result_detail':{}^}",
       .code = UCR_E_MISSING, .path = "/command_name"}}},
    {"request result",
     {{BOTH, 0, "{" FULL "}", .result = UCR_RESULT_SUCCESS,
       .kind = UCR_JSON_OBJECT},
      {BOTH, 0,
       "{'command_name':'START','result':'fail',"
       "'result_detail':{}}",
       .result = UCR_RESULT_FAIL, .kind = UCR_JSON_OBJECT},
      {BOTH, 0, "{'command_name':'START','result':^'SUCCESS'}",
       .code = UCR_E_ENUM, .path = "/result"},
      {BOTH, 0, "{'command_name':'START','result':^true}", .code = UCR_E_TYPE,
       .path = "/result"},
      {BOTH, 0, "{'command_name':'START','result_detail':{}^}",
       .code = UCR_E_MISSING, .path = "/result"}}},
    {"request result_detail",
     {{BOTH, 0, "{" GOOD ",'result_detail':{}}", .kind = UCR_JSON_OBJECT},
      {BOTH, 0, "{" GOOD ",'result_detail':''}", .kind = UCR_JSON_STRING},
      {I, 0, "{" GOOD ",'result_detail':[]}", .kind = UCR_JSON_ARRAY},
      {I, 0, "{" GOOD ",'result_detail':1}", .kind = UCR_JSON_NUMBER},
      {I, 0, "{" GOOD ",'result_detail':true}", .kind = UCR_JSON_BOOL},
      {I, 0, "{" GOOD ",'result_detail':null}", .kind = UCR_JSON_NULL},
      {I, 0, "{" GOOD "}", .kind = UCR_JSON_ABSENT},
      {S, 0, "{" GOOD ",'result_detail':^[]}", .code = UCR_E_TYPE,
       .path = "/result_detail"},
      {S, 0, "{" GOOD ",'result_detail':^1}", .code = UCR_E_TYPE,
       .path = "/result_detail"},
      {S, 0, "{" GOOD ",'result_detail':^true}", .code = UCR_E_TYPE,
       .path = "/result_detail"},
      {S, 0, "{" GOOD ",'result_detail':^null}", .code = UCR_E_TYPE,
       .path = "/result_detail"},
      {S, 0, "{" GOOD "^}", .code = UCR_E_MISSING, .path = "/result_detail"}}},
    {"status",
     {{I, 200, "{}", .shape = UCR_SHAPE_SUCCESS},
      {I, 299, "{}", .shape = UCR_SHAPE_SUCCESS},
      {I, 300, "{}", .shape = UCR_SHAPE_OTHER},
      {I, 599, "{}", .shape = UCR_SHAPE_OTHER},
      {I, 199, "^{}", .code = UCR_E_STATUS},
      {I, 600, "^{}", .code = UCR_E_STATUS},
      {I, -1, "^{}", .code = UCR_E_STATUS},
      {S, 200, "{}", .shape = UCR_SHAPE_SUCCESS},
      {S, 400, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 401, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 403, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 404, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 500, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {S, 201, "^{}", .code = UCR_E_STATUS},
      {S, 204, "^", .code = UCR_E_STATUS},
      {S, 402, "^{" PAIR "}", .code = UCR_E_STATUS},
      {S, 501, "^{" PAIR "}", .code = UCR_E_STATUS}}},
    {"success body",
     {{I, 200, "", .shape = UCR_SHAPE_SUCCESS},
      {I, 204, " \n", .shape = UCR_SHAPE_SUCCESS},
      {I, 200, "[{'body':'x'}]", .shape = UCR_SHAPE_SUCCESS},
      {I, 200, "1e5", .shape = UCR_SHAPE_SUCCESS},
      {I, 200, "null", .shape = UCR_SHAPE_SUCCESS},
      {I, 200, "'do\\u006ee'", .shape = UCR_SHAPE_SUCCESS, .message = "done"},
      {I, 200, "''", .shape = UCR_SHAPE_SUCCESS, .message = ""},
      {I, 201, "{'x':1,'body':'done'}", .shape = UCR_SHAPE_SUCCESS,
       .message = "done"},
      {I, 200, "{'body':{'body':'x'}}", .shape = UCR_SHAPE_SUCCESS},
      {BOTH, 200, "{ }", .shape = UCR_SHAPE_SUCCESS},
      {S, 200, "^", .code = UCR_E_EMPTY},
      {S, 200, "^'done'", .code = UCR_E_TYPE},
      {S, 200, "^[]", .code = UCR_E_TYPE},
      {S, 200, "{^'body':'done'}", .code = UCR_E_UNKNOWN}}},
    {"empty error body",
     {{I, 500, "", .shape = UCR_SHAPE_EMPTY},
      {I, 403, "\r\n", .shape = UCR_SHAPE_EMPTY},
      {S, 500, "^", .code = UCR_E_EMPTY},
      {S, 403, "\r\n^", .code = UCR_E_EMPTY}}},
    {"error body: error_code and error_msg required",
     {{BOTH, 400, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED,
       .error_code = "C", .error_msg = "M"},
      {S, 400, "{'error_msg':'M'^}", .code = UCR_E_MISSING,
       .path = "/error_code"},
      {S, 500, "{'error_code':'C'^}", .code = UCR_E_MISSING,
       .path = "/error_msg"},
      {S, 500, "{^}", .code = UCR_E_MISSING, .path = "/error_code"},
      {I, 400, "{'error_msg':'M'}", .shape = UCR_SHAPE_PARTIAL,
       .error_msg = "M"},
      {I, 500, "{}", .shape = UCR_SHAPE_OTHER}}},
    {"error body: the three further members only with 403, each optional",
     {{BOTH, 403, "{" PAIR ",'encoded_authorization_message':'A'}",
       .shape = UCR_SHAPE_DOCUMENTED, .authorization = "A"},
      {BOTH, 403, "{" PAIR ",'error_param':['P']}",
       .shape = UCR_SHAPE_DOCUMENTED, .params = true, .param_count = 1},
      {BOTH, 403, "{" PAIR ",'details':[{" PAIR "}]}",
       .shape = UCR_SHAPE_DOCUMENTED, .details = true, .detail_count = 1},
      {S, 400, "{" PAIR ",^'encoded_authorization_message':'A'}",
       .code = UCR_E_UNKNOWN},
      {S, 401, "{" PAIR ",^'error_param':['P']}", .code = UCR_E_UNKNOWN},
      {S, 404, "{" PAIR ",^'details':[]}", .code = UCR_E_UNKNOWN},
      {S, 500, "{" PAIR ",^'details':[]}", .code = UCR_E_UNKNOWN},
      {I, 418,
       "{" PAIR ",'encoded_authorization_message':'A',"
       "'error_param':['P'],'details':[{}]}",
       .shape = UCR_SHAPE_DOCUMENTED, .authorization = "A", .params = true,
       .param_count = 1, .details = true, .detail_count = 1}}},
    {"error body: an element of details has exactly its two members",
     {{S, 403, "{" PAIR ",'details':[{'error_code':''^}]}",
       .code = UCR_E_MISSING, .path = "/details/0/error_msg"},
      {S, 403, "{" PAIR ",'details':[{" PAIR "},{'error_msg':''^}]}",
       .code = UCR_E_MISSING, .path = "/details/1/error_code"},
      {S, 403, "{" PAIR ",'details':[{" PAIR ",^'title':''}]}",
       .code = UCR_E_UNKNOWN, .path = "/details/0"},
      {I, 403, "{" PAIR ",'details':[{'error_code':''},{'title':''}]}",
       .shape = UCR_SHAPE_DOCUMENTED, .details = true, .detail_count = 2}}},
    {"null for an optional member of an error",
     {{I, 403,
       "{" PAIR ",'encoded_authorization_message':null,"
       "'error_param':null,'details':null,'request_id':null,"
       "'title':null}",
       .shape = UCR_SHAPE_DOCUMENTED},
      {S, 403, "{" PAIR ",'encoded_authorization_message':^null}",
       .code = UCR_E_TYPE, .path = "/encoded_authorization_message"},
      {S, 403, "{" PAIR ",'error_param':^null}", .code = UCR_E_TYPE,
       .path = "/error_param"},
      {S, 403, "{" PAIR ",'details':^null}", .code = UCR_E_TYPE,
       .path = "/details"}}},
    {"wrong type for an optional member of an error",
     {{I, 403, "{" PAIR ",'encoded_authorization_message':1}",
       .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE},
      {I, 403, "{" PAIR ",'error_param':{}}", .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_ERROR_PARAM},
      {I, 403, "{" PAIR ",'details':''}", .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_DETAILS},
      {I, 403, "{" PAIR ",'request_id':[]}", .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_REQUEST_ID},
      {I, 403, "{" PAIR ",'title':true}", .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_TITLE},
      {S, 403, "{" PAIR ",'encoded_authorization_message':^1}",
       .code = UCR_E_TYPE, .path = "/encoded_authorization_message"},
      {S, 403, "{" PAIR ",'error_param':^{}}", .code = UCR_E_TYPE,
       .path = "/error_param"},
      {S, 403, "{" PAIR ",'details':^''}", .code = UCR_E_TYPE,
       .path = "/details"}}},
    {"number where a code is expected",
     {{I, 400, "{'error_code':-1.50E+2,'error_msg':'M'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "-1.50E+2",
       .error_msg = "M"},
      {I, 400, "{'errCode':7,'errMsg':''}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "7", .error_msg = ""},
      {S, 400, "{'error_code':^7,'error_msg':'M'}", .code = UCR_E_TYPE,
       .path = "/error_code"}}},
    {"body that is not JSON",
     {{I, 502, "^<html>", .code = UCR_E_SYNTAX},
      {BOTH, 500, "^<html>", .code = UCR_E_SYNTAX},
      {BOTH, 200, "^OK", .code = UCR_E_SYNTAX},
      {BOTH, 0, "^command_name=START", .code = UCR_E_SYNTAX}}},
};

/* ---- The interop error rule -------------------------------------------------
 */

/* In strict none of it is reached. */
#define STRICT_KNOWS_NO(status, body) {S, status, body, .code = UCR_E_UNKNOWN}

static const rule error_rules[] = {
    {"error_code+error_msg",
     {{BOTH, 400, "{'error_code':'C','error_msg':'M'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "C", .error_msg = "M"}}},
    {"errorCode+errorMsg",
     {{I, 400, "{'errorCode':'C','errorMsg':'M'}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "C", .error_msg = "M"},
      STRICT_KNOWS_NO(400, "{^'errorCode':'C','errorMsg':'M'}")}},
    {"code+message",
     {{I, 400, "{'code':'C','message':'M'}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "C", .error_msg = "M"},
      STRICT_KNOWS_NO(400, "{^'code':'C','message':'M'}")}},
    {"errorCode+message",
     {{I, 400, "{'errorCode':'C','message':'M'}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "C", .error_msg = "M"},
      STRICT_KNOWS_NO(400, "{^'errorCode':'C','message':'M'}")}},
    {"errCode+errMsg",
     {{I, 400, "{'errCode':'C','errMsg':'M'}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "C", .error_msg = "M"},
      STRICT_KNOWS_NO(400, "{^'errCode':'C','errMsg':'M'}")}},
    {"the first complete pair winning",
     {{I, 400,
       "{'errMsg':'5','errCode':'5','message':'3','code':'3',"
       "'errorMsg':'2','errorCode':'2','error_code':'1',"
       "'error_msg':'1'}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "1", .error_msg = "1"},
      {I, 400,
       "{'errMsg':'5','errCode':'5','message':'3','code':'3',"
       "'errorMsg':'2','errorCode':'2','error_code':'1'}",
       .shape = UCR_SHAPE_ALIAS, .error_code = "2", .error_msg = "2"},
      {I, 400,
       "{'errMsg':'5','errCode':'5','message':'3','code':'3',"
       "'errorCode':'2'}",
       .shape = UCR_SHAPE_ALIAS, .error_code = "3", .error_msg = "3"},
      {I, 400, "{'errMsg':'5','errCode':'5','message':'4','errorCode':'4'}",
       .shape = UCR_SHAPE_ALIAS, .error_code = "4", .error_msg = "4"},
      STRICT_KNOWS_NO(400, "{^'code':1," PAIR "}")}},
    {"a code may be a string or a number, a message a string (both may be "
     "empty strings); anything else counts as not there",
     {{I, 400, "{'code':0,'message':''}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "0", .error_msg = ""},
      {I, 400, "{'error_code':'','error_msg':''}",
       .shape = UCR_SHAPE_DOCUMENTED, .error_code = "", .error_msg = ""},
      {I, 400, "{'error_code':null,'error_msg':'M','code':'C','message':'N'}",
       .shape = UCR_SHAPE_ALIAS, .error_code = "C", .error_msg = "N"},
      {I, 400, "{'code':'C','message':5}", .shape = UCR_SHAPE_PARTIAL,
       .error_code = "C"},
      {I, 400, "{'code':true,'message':'M'}", .shape = UCR_SHAPE_PARTIAL,
       .error_msg = "M"},
      {I, 400, "{'code':{},'message':[]}", .shape = UCR_SHAPE_OTHER},
      {S, 400, "{'error_code':^0,'error_msg':''}", .code = UCR_E_TYPE,
       .path = "/error_code"}}},
    {"places: 1. the top object",
     {{I, 400, "{'x':{" PAIR "},'code':'T','message':'T'}",
       .shape = UCR_SHAPE_ALIAS, .error_code = "T", .error_msg = "T"},
      STRICT_KNOWS_NO(400, "{^'x':{" PAIR "}}")}},
    {"places: 2. the objects inside it, whatever the names above them",
     {{I, 400, "{'':{'badRequest':{" PAIR "}}}", .shape = UCR_SHAPE_NESTED,
       .error_code = "C", .error_msg = "M"},
      {I, 400, "{'details':{" PAIR "}}", .shape = UCR_SHAPE_NESTED,
       .error_code = "C", .error_msg = "M"},
      STRICT_KNOWS_NO(400, "{^'error':{" PAIR "}}")}},
    {"places: 2. parent before child, in document order",
     {{I, 400,
       "{'a':{'b':{'code':'child','message':''},'code':'parent',"
       "'message':''},'c':{'code':'later','message':''}}",
       .shape = UCR_SHAPE_NESTED, .error_code = "parent", .error_msg = ""},
      {I, 400,
       "{'a':{'b':{'code':'child','message':''}},"
       "'c':{'code':'later','message':''}}",
       .shape = UCR_SHAPE_NESTED, .error_code = "child", .error_msg = ""},
      STRICT_KNOWS_NO(400, "{^'a':{'b':{}}}")}},
    {"places: 2. down to 4 levels below the top",
     {{I, 400, "{'1':{'2':{'3':{'4':{" PAIR "}}}}}", .shape = UCR_SHAPE_NESTED,
       .error_code = "C", .error_msg = "M"},
      {I, 400, "{'1':{'2':{'3':{'4':{'5':{" PAIR "}}}}}}",
       .shape = UCR_SHAPE_OTHER},
      STRICT_KNOWS_NO(400, "{^'1':{'2':{}}}")}},
    {"places: 2. arrays are not entered",
     {{I, 400, "{'x':{'y':[{" PAIR "}]}}", .shape = UCR_SHAPE_OTHER},
      {I, 400, "{'x':[[{" PAIR "}]]}", .shape = UCR_SHAPE_OTHER},
      STRICT_KNOWS_NO(400, "{^'x':[[{}]]}")}},
    {"places: 3. element 0, where it is an object, of each member of the top "
     "object that is an array, in document order",
     {{I, 400, "{'errors':[{" PAIR "}]}", .shape = UCR_SHAPE_NESTED,
       .error_code = "C", .error_msg = "M"},
      {I, 400,
       "{'a':[1],'b':[{}],'c':[{" PAIR "}],'d':[{'code':1,"
       "'message':''}]}",
       .shape = UCR_SHAPE_NESTED, .error_code = "C", .error_msg = "M"},
      {I, 400, "{'errors':[{},{" PAIR "}]}", .shape = UCR_SHAPE_OTHER},
      {I, 400, "{'errors':[1,{" PAIR "}]}", .shape = UCR_SHAPE_OTHER},
      {I, 400,
       "{'errors':[{'code':'A','message':''}],'x':{'y':{'code':'O',"
       "'message':''}}}",
       .shape = UCR_SHAPE_NESTED, .error_code = "O", .error_msg = ""},
      STRICT_KNOWS_NO(400, "{^'errors':[{" PAIR "}]}")}},
    {"places: 3. error_param and details aside",
     {{I, 403, "{'details':[{" PAIR "}]}", .shape = UCR_SHAPE_OTHER,
       .details = true, .detail_count = 1},
      {I, 403, "{'error_param':[{" PAIR "}]}", .shape = UCR_SHAPE_OTHER,
       .ignored = UCR_IGNORED_ERROR_PARAM},
      {S, 403, "{'details':[{" PAIR "}]^}", .code = UCR_E_MISSING,
       .path = "/error_code"}}},
    {"places: 3. or of a top-level array",
     {{I, 400, "[{" PAIR "}]", .shape = UCR_SHAPE_NESTED, .error_code = "C",
       .error_msg = "M"},
      {I, 400, "[1,{" PAIR "}]", .shape = UCR_SHAPE_OTHER},
      {S, 400, "^[{" PAIR "}]", .code = UCR_E_TYPE}}},
    {"places: 3. its inner objects are not searched",
     {{I, 400, "{'errors':[{'x':{" PAIR "}}]}", .shape = UCR_SHAPE_OTHER},
      {I, 400, "[{'x':{" PAIR "}}]", .shape = UCR_SHAPE_OTHER},
      {S, 400, "^[{}]", .code = UCR_E_TYPE}}},
    {"if no place holds a pair, the top object gives what it has",
     {{I, 400, "{'errMsg':'5','errorMsg':'2','code':'3','errCode':'5'}",
       .shape = UCR_SHAPE_ALIAS, .error_code = "5", .error_msg = "5"},
      {I, 400, "{'errMsg':'5','code':'3'}", .shape = UCR_SHAPE_PARTIAL,
       .error_code = "3", .error_msg = "5"},
      {I, 400, "{'errCode':'5','code':'3','errorCode':'2'}",
       .shape = UCR_SHAPE_PARTIAL, .error_code = "2"},
      {I, 400, "{'errMsg':'5','message':'3'}", .shape = UCR_SHAPE_PARTIAL,
       .error_msg = "3"},
      {I, 400, "{'x':{'code':'C'},'message':'M'}", .shape = UCR_SHAPE_PARTIAL,
       .error_msg = "M"},
      {S, 400, "{'error_code':'C'^}", .code = UCR_E_MISSING,
       .path = "/error_msg"}}},
    {"from the object that gave the pair, or else from the top object, come "
     "also the optional members",
     {{I, 403,
       "{'title':'no'" ID ",'error':{" PAIR ",'title':'T',"
       "'encoded_authorization_message':'A','error_param':['P'],"
       "'details':[{}]}}",
       .shape = UCR_SHAPE_NESTED, .error_code = "C", .error_msg = "M",
       .title = "T", .authorization = "A", .params = true, .param_count = 1,
       .details = true, .detail_count = 1},
      {I, 403, "{'title':'T'" ID ",'error':{'title':'no'}}",
       .shape = UCR_SHAPE_OTHER, .title = "T", .id = "R"},
      STRICT_KNOWS_NO(403, "{^'title':'T'," PAIR "}")}},
    {"details: each read by the same pair rule and then the half rule, "
     "without looking deeper; an element in which nothing is recognised "
     "counts",
     {{I, 403,
       "{" PAIR ",'details':[{'errCode':1,'errMsg':''},{'code':1},"
       "{'x':{" PAIR "}},{}]}",
       .shape = UCR_SHAPE_DOCUMENTED, .details = true, .detail_count = 4},
      {S, 403, "{" PAIR ",'details':[{^'errCode':1}]}", .code = UCR_E_UNKNOWN,
       .path = "/details/0"}}},
    {"a list with one element of another type (null too) is ignored as a "
     "whole, and its elements are not read",
     {{I, 403, "{" PAIR ",'error_param':['P',null]}",
       .shape = UCR_SHAPE_DOCUMENTED, .ignored = UCR_IGNORED_ERROR_PARAM},
      {I, 403, "{" PAIR ",'details':[{'code':1,'code':1},null]}",
       .shape = UCR_SHAPE_DOCUMENTED, .ignored = UCR_IGNORED_DETAILS},
      {S, 403, "{" PAIR ",'error_param':['P',^null]}", .code = UCR_E_TYPE,
       .path = "/error_param/1"}}},
    {"an empty list is there, with count 0",
     {{BOTH, 403, "{" PAIR ",'error_param':[],'details':[ ]}",
       .shape = UCR_SHAPE_DOCUMENTED, .params = true, .details = true}}},
    {"ignored are reported for these five optional members alone, in the "
     "object they would have been taken from",
     {{I, 403, "{" PAIR ",'code':[],'message':1,'errMsg':null}",
       .shape = UCR_SHAPE_DOCUMENTED},
      {I, 403, "{'title':1,'x':{" PAIR ",'request_id':1}}",
       .shape = UCR_SHAPE_NESTED, .ignored = UCR_IGNORED_REQUEST_ID,
       .error_code = "C", .error_msg = "M"},
      {I, 403, "{" PAIR ",'details':[{'title':1}],'x':{'title':1}}",
       .shape = UCR_SHAPE_DOCUMENTED, .details = true, .detail_count = 1},
      STRICT_KNOWS_NO(403, "{" PAIR ",^'title':1}")}},
    {"an object is read when the search reaches it",
     {{I, 400, "{'x':{'title':1,^'title':1}}", .code = UCR_E_DUPLICATE},
      {I, 400, "{'x':[{'title':1,^'title':1}]}", .code = UCR_E_DUPLICATE},
      {I, 400, "[{'title':1,^'title':1}]", .code = UCR_E_DUPLICATE},
      {S, 400, "{^'x':{'title':1,'title':1}}", .code = UCR_E_UNKNOWN}}},
    {"objects after the match, deeper than 4 levels, or in places not named "
     "are not read, and their duplicates are no fault",
     {{I, 400, "{" PAIR ",'x':{'title':1,'title':1}}",
       .shape = UCR_SHAPE_DOCUMENTED},
      {I, 400, "{'a':{" PAIR "},'b':{'title':1,'title':1}}",
       .shape = UCR_SHAPE_NESTED, .error_code = "C", .error_msg = "M"},
      {I, 400, "{'1':{'2':{'3':{'4':{'5':{'title':1,'title':1}}}}}}",
       .shape = UCR_SHAPE_OTHER},
      {I, 400, "{'x':[1,{'title':1,'title':1}]}", .shape = UCR_SHAPE_OTHER},
      {I, 400, "{'x':[{'y':{'title':1,'title':1}}]}", .shape = UCR_SHAPE_OTHER},
      {S, 400, "{" PAIR ",^'x':{'title':1,'title':1}}",
       .code = UCR_E_UNKNOWN}}},
    {"shape documented (the first pair, at the top)",
     {{BOTH, 400, "{" PAIR "}", .shape = UCR_SHAPE_DOCUMENTED},
      {I, 400, "{" PAIR ",'request_id':5}", .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_REQUEST_ID}}},
    {"shape gateway (the same, with a request_id taken)",
     {{I, 404, "{" PAIR ID "}", .shape = UCR_SHAPE_GATEWAY, .id = "R"},
      {I, 404, "{" PAIR ",'request_id':''}", .shape = UCR_SHAPE_GATEWAY,
       .id = ""},
      STRICT_KNOWS_NO(404, "{" PAIR ",^'request_id':'R'}")}},
    {"shape alias (another pair at the top)",
     {{I, 400, "{'code':1,'message':''" ID "}", .shape = UCR_SHAPE_ALIAS,
       .error_code = "1", .error_msg = "", .id = "R"},
      STRICT_KNOWS_NO(400, "{^'code':1,'message':''}")}},
    {"shape nested (a pair anywhere else)",
     {{I, 401, "{'error':{" PAIR ID "}}", .shape = UCR_SHAPE_NESTED,
       .error_code = "C", .error_msg = "M", .id = "R"},
      STRICT_KNOWS_NO(401, "{^'error':{}}")}},
    {"shape partial (no pair; a code or a message or both)",
     {{I, 400, "{'code':1}", .shape = UCR_SHAPE_PARTIAL, .error_code = "1"},
      {I, 400, "{'errMsg':''}", .shape = UCR_SHAPE_PARTIAL, .error_msg = ""},
      {I, 400, "{'error_code':'C','errMsg':'M'}", .shape = UCR_SHAPE_PARTIAL,
       .error_code = "C", .error_msg = "M"},
      STRICT_KNOWS_NO(400, "{^'code':1}")}},
    {"shape other (valid JSON, no code and no message)",
     {{I, 400, "{}", .shape = UCR_SHAPE_OTHER},
      {I, 400, "'text'", .shape = UCR_SHAPE_OTHER},
      {I, 400, "[]", .shape = UCR_SHAPE_OTHER},
      {S, 400, "^[]", .code = UCR_E_TYPE}}},
    {"shape empty",
     {{I, 400, "", .shape = UCR_SHAPE_EMPTY},
      {S, 400, "^", .code = UCR_E_EMPTY}}},
    {"shape success for a success status, whatever the body says",
     {{I, 200, "{" PAIR "}", .shape = UCR_SHAPE_SUCCESS},
      {I, 299, "", .shape = UCR_SHAPE_SUCCESS},
      {S, 200, "{}", .shape = UCR_SHAPE_SUCCESS}}},
};

/* ---- Which fault is reported ------------------------------------------------
 */

static const rule fault_rules[] = {
    {"before reading: _ARGUMENT, then _STATUS, then _BODY_SIZE",
     {{BOTH, 600, "^{}", .code = UCR_E_ARGUMENT, .max_depth = 513,
       .max_body = 1},
      {BOTH, 600, "^{}", .code = UCR_E_STATUS, .max_body = 1},
      {BOTH, 200, "x^y", .code = UCR_E_BODY_SIZE, .max_body = 1}}},
    {"then what the scanner finds in the whole body, in document order: a "
     "mark first",
     {{BOTH, 0, "^\xFF\xFE", .code = UCR_E_BOM},
      {BOTH, 0, "^\xFE\xFFx", .code = UCR_E_BOM},
      {S, 0, "^" MARK "x", .code = UCR_E_BOM},
      {I, 0, MARK "^x", .code = UCR_E_SYNTAX}}},
    {"_EMPTY (offset: the length)",
     {{BOTH, 0, " \t^", .code = UCR_E_EMPTY},
      {I, 0, MARK "^", .code = UCR_E_EMPTY}}},
    {"grammar, UTF-8, escapes, depth in document order",
     {{BOTH, 0, "['^\xC0','\\x',00]", .code = UCR_E_UTF8},
      {BOTH, 0, "['^\\x','\xC0',00]", .code = UCR_E_ESCAPE},
      {BOTH, 0, "[0^0,'\\x','\xC0']", .code = UCR_E_NUMBER},
      {BOTH, 0, "[^[00]]", .code = UCR_E_DEPTH, .max_depth = 1},
      {BOTH, 0, "[0^0,[]]", .code = UCR_E_NUMBER, .max_depth = 1},
      {S, 0, "['^\\ud800',00]", .code = UCR_E_SURROGATE},
      {I, 0, "['\\ud800',0^0]", .code = UCR_E_NUMBER}}},
    {"a meaning is judged only in a body that the scanner accepts whole",
     {{BOTH, 0, "{'command_name':1,'result':1,'result':1}^x",
       .code = UCR_E_TRAILING},
      {BOTH, 403, "{" PAIR ",'error_code':1,'details':[{}^", .code = UCR_E_EOF,
       .path = "/details"},
      {S, 0, "{'x':1,'command_name':'^\\ud800'}", .code = UCR_E_SURROGATE,
       .path = "/command_name"}}},
    {"then meaning: the first fault in document order within each object",
     {{BOTH, 0, "{'result':^1,'command_name':1}", .code = UCR_E_TYPE,
       .path = "/result"},
      {BOTH, 0, "{'command_name':^'','result':1}", .code = UCR_E_ENUM,
       .path = "/command_name"},
      {S, 0, "{^'x':1,'result':1}", .code = UCR_E_UNKNOWN}}},
    {"objects in the order in which they are read",
     {{I, 400, "{'a':{'b':{'code':1,'code':1},'title':1,^'title':1}}",
       .code = UCR_E_DUPLICATE},
      {I, 400, "{'a':[{'code':1,'code':1}],'b':{'code':1,^'code':1}}",
       .code = UCR_E_DUPLICATE},
      {S, 403, "{" PAIR ",'details':[{^'x':1},{'y':1}]}", .code = UCR_E_UNKNOWN,
       .path = "/details/0"}}},
    {"an object's own faults come before those inside the elements of its "
     "details",
     {{BOTH, 403,
       "{" PAIR ",'details':[{'error_code':'','error_code':''}],"
       "^'error_msg':''}",
       .code = UCR_E_DUPLICATE, .path = "/error_msg"},
      {S, 403, "{'details':[{'x':1}]^}", .code = UCR_E_MISSING,
       .path = "/error_code"},
      {S, 403, "{" PAIR ",'details':[{'x':1},^1]}", .code = UCR_E_TYPE,
       .path = "/details/1"},
      {BOTH, 403,
       "{" PAIR ",'details':[{'error_code':'','error_code':''},"
       "^{}]}",
       .code = UCR_E_ITEMS, .path = "/details/1", .max_items = 1}}},
    {"_ITEMS is judged only on a list that is taken",
     {{I, 403, "{" PAIR ",'details':[1,2]}", .shape = UCR_SHAPE_DOCUMENTED,
       .ignored = UCR_IGNORED_DETAILS, .max_items = 1},
      {I, 403, "{'error_param':['',''],'x':{" PAIR "}}",
       .shape = UCR_SHAPE_NESTED, .max_items = 1, .error_code = "C",
       .error_msg = "M"},
      {S, 403, "{" PAIR ",'details':[^1,2]}", .code = UCR_E_TYPE,
       .path = "/details/0", .max_items = 1}}},
    {"where an element is both one too many and of a wrong type, it is "
     "_ITEMS",
     {{BOTH, 403, "{" PAIR ",'error_param':['',^1]}", .code = UCR_E_ITEMS,
       .path = "/error_param/1", .max_items = 1}}},
    {"missing members come at the closing brace, the documented order "
     "deciding between several",
     {{BOTH, 0, "{'result_detail':{} ^}", .code = UCR_E_MISSING,
       .path = "/command_name"},
      {S, 0, "{'command_name':'START'^}", .code = UCR_E_MISSING,
       .path = "/result"},
      {S, 403, "{'details':[]^}", .code = UCR_E_MISSING,
       .path = "/error_code"}}},
};

/* ---- Offsets ----------------------------------------------------------------
 */

static const rule offset_rules[] = {
    {"_SYNTAX: the first byte that no valid body could have there",
     {{BOTH, 0, "{" FULL ",^}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "{^1:2}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "[tru^x]", .code = UCR_E_SYNTAX}}},
    {"_NUMBER: the same",
     {{BOTH, 0, "[-^x]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[1.^x]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[1e^x]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[1e-^x]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[-0^1]", .code = UCR_E_NUMBER}}},
    {"_CONTROL: the same", {{BOTH, 0, "['a^\x1F']", .code = UCR_E_CONTROL}}},
    {"_TRAILING: the same", {{BOTH, 0, "{} \n^}", .code = UCR_E_TRAILING}}},
    {"the length of the body when it ends too early (_EOF)",
     {{BOTH, 0, "{^", .code = UCR_E_EOF},
      {BOTH, 0, "[1, ^", .code = UCR_E_EOF},
      {BOTH, 0, "-^", .code = UCR_E_EOF},
      {BOTH, 0, "tr^", .code = UCR_E_EOF}}},
    {"_EOF also inside a UTF-8 sequence or an escape that could still become "
     "valid",
     {{BOTH, 0, "'a\xF0\x9F^", .code = UCR_E_EOF},
      {BOTH, 0, "'a\\^", .code = UCR_E_EOF},
      {BOTH, 0, "'a\\u12^", .code = UCR_E_EOF},
      {BOTH, 0, "'a\\ud83d\\u^", .code = UCR_E_EOF},
      {BOTH, 0, "'a^\xC0", .code = UCR_E_UTF8},
      {BOTH, 0, "'a^\\u1x", .code = UCR_E_ESCAPE}}},
    {"the first byte of the bad UTF-8 sequence (_UTF8)",
     {{BOTH, 0, "'a^\xF0\x9F\x98'", .code = UCR_E_UTF8},
      {BOTH, 0, "'a^\xE2\x28\xA1'", .code = UCR_E_UTF8}}},
    {"the backslash of the bad escape (_ESCAPE)",
     {{BOTH, 0, "'a^\\v'", .code = UCR_E_ESCAPE},
      {BOTH, 0, "'a^\\u00g0'", .code = UCR_E_ESCAPE}}},
    {"the backslash of the surrogate that has no partner (_SURROGATE, as "
     "soon as what follows cannot be its partner)",
     {{S, 0, "'a^\\ud800b", .code = UCR_E_SURROGATE},
      {S, 0, "'a^\\ud800\\n", .code = UCR_E_SURROGATE},
      {S, 0, "'a\\ud800\\ud^", .code = UCR_E_EOF},
      {S, 0, "'a^\\udc00", .code = UCR_E_SURROGATE},
      {I, 0, "'a\\ud800b^", .code = UCR_E_EOF}}},
    {"the bracket that is one too deep (_DEPTH)",
     {{BOTH, 0, "[1, ^[", .code = UCR_E_DEPTH, .max_depth = 1},
      {BOTH, 0, "{'a':{'b': ^{", .code = UCR_E_DEPTH, .max_depth = 2}}},
    {"the first byte of a value of wrong type or wrong content (_TYPE, "
     "_ENUM)",
     {{BOTH, 0, "{'command_name': ^1}", .code = UCR_E_TYPE,
       .path = "/command_name"},
      {BOTH, 0, "{'result':\n^'no'}", .code = UCR_E_ENUM, .path = "/result"}}},
    {"the opening quote of the name (_DUPLICATE, the second; _UNKNOWN)",
     {{BOTH, 0, "{" GOOD ", ^'result':''}", .code = UCR_E_DUPLICATE,
       .path = "/result"},
      {S, 0, "{" GOOD ", ^'x':''}", .code = UCR_E_UNKNOWN}}},
    {"the closing brace (_MISSING)",
     {{BOTH, 0, "{'result':'fail'\n^}\n", .code = UCR_E_MISSING,
       .path = "/command_name"}}},
    {"the first byte of the element that is one too many (_ITEMS)",
     {{BOTH, 403, "{" PAIR ",'error_param':['', ^'']}", .code = UCR_E_ITEMS,
       .path = "/error_param/1", .max_items = 1}}},
    {"_CONTROL and _UTF8 occur only inside strings; such bytes elsewhere are "
     "_SYNTAX, after the value _TRAILING",
     {{BOTH, 0, "{^\x01}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "[^\xC0]", .code = UCR_E_SYNTAX},
      {BOTH, 0, "{}^\x01", .code = UCR_E_TRAILING},
      {BOTH, 0, "{}^\xC0", .code = UCR_E_TRAILING}}},
    {"_NUMBER is a digit after a leading zero, or anything but a digit where "
     "one is due: after -, after ., after e and its sign",
     {{BOTH, 0, "[0^0]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[-^-]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[0.^]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[0E^,]", .code = UCR_E_NUMBER},
      {BOTH, 0, "[0E+^-]", .code = UCR_E_NUMBER}}},
    {"a byte that merely cannot follow a complete value is _SYNTAX "
     "(_TRAILING after the whole body)",
     {{BOTH, 0, "[1.2^.3]", .code = UCR_E_SYNTAX},
      {BOTH, 0, "[0^x1]", .code = UCR_E_SYNTAX},
      {BOTH, 0, "1.2^.3", .code = UCR_E_TRAILING},
      {BOTH, 0, "0^x1", .code = UCR_E_TRAILING}}},
    {"a byte order mark is matched whole or not at all, once, at the very "
     "beginning",
     {{BOTH, 0, "^\xEF\xBB{}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "^\xEF", .code = UCR_E_SYNTAX},
      {BOTH, 0, "^\xFE{}", .code = UCR_E_SYNTAX},
      {BOTH, 0, "^\xFF", .code = UCR_E_SYNTAX},
      {BOTH, 0, " ^" MARK "{}", .code = UCR_E_SYNTAX},
      {I, 0, MARK "^" MARK "{}", .code = UCR_E_SYNTAX},
      {I, 0, MARK "^\xFF\xFE", .code = UCR_E_SYNTAX}}},
    {"an escape is a surrogate only once its four digits are read",
     {{BOTH, 0, "'^\\ud8x", .code = UCR_E_ESCAPE},
      {BOTH, 0, "'\\ud80^", .code = UCR_E_EOF},
      {BOTH, 0, "'^\\udc0g", .code = UCR_E_ESCAPE},
      {BOTH, 0, "'\\udc^", .code = UCR_E_EOF}}},
    {"after a high one each byte is judged as it comes",
     {{S, 0, "'^\\ud800\\uzz", .code = UCR_E_SURROGATE},
      {S, 0, "'^\\ud800\\udc0g", .code = UCR_E_SURROGATE},
      {I, 0, "'\\ud800^\\uzz", .code = UCR_E_ESCAPE},
      {I, 0, "'\\ud800^\\udc0g", .code = UCR_E_ESCAPE},
      {BOTH, 0, "'\\ud800\\udc0^", .code = UCR_E_EOF}}},
    {"an empty command_name is _ENUM",
     {{BOTH, 0, "{'command_name': ^''}", .code = UCR_E_ENUM,
       .path = "/command_name"}}},
};

/* ---- Paths ------------------------------------------------------------------
 */

static const rule path_rules[] = {
    {"made of known names and of indices, from the top down, at most three "
     "steps",
     {{BOTH, 403, "{'details':[{},{'error_msg':{'error_code':^}}]}",
       .code = UCR_E_SYNTAX, .path = "/details/1/error_msg"},
      {I, 403, "{" PAIR ",'details':[{'details':[],^'details':[]}]}",
       .code = UCR_E_DUPLICATE, .path = "/details/0/details"}}},
    {"below an unknown name there is nothing to add",
     {{BOTH, 403, "{'x':{'error_code':^}}", .code = UCR_E_SYNTAX},
      {BOTH, 403, "{'details':[{'x':{'error_code':^}}]}", .code = UCR_E_SYNTAX,
       .path = "/details"},
      {BOTH, 0, "{'x':{'result_detail':^}}", .code = UCR_E_SYNTAX}}},
    {"in an object that only the search reached, or in a top-level array, "
     "the path is empty",
     {{I, 400, "{'error':{'code':1,^'code':1}}", .code = UCR_E_DUPLICATE},
      {I, 400, "{'details':{'code':1,^'code':1}}", .code = UCR_E_DUPLICATE},
      {I, 400, "[{'code':1,^'code':1}]", .code = UCR_E_DUPLICATE},
      {I, 403, "{'error':{" PAIR ",'details':[{'code':1,^'code':1}]}}",
       .code = UCR_E_DUPLICATE},
      {BOTH, 400, "[{'error_code':^}]", .code = UCR_E_SYNTAX}}},
    {"indices appear only for elements of error_param and details",
     {{S, 403, "{" PAIR ",'error_param':['',^1]}", .code = UCR_E_TYPE,
       .path = "/error_param/1"},
      {BOTH, 0, "{'result_detail':[1,^]}", .code = UCR_E_SYNTAX,
       .path = "/result_detail"},
      {I, 400, "{'errors':[{'code':1,^'code':1}]}", .code = UCR_E_DUPLICATE}}},
    {"a missing, duplicate or mistyped member is named",
     {{BOTH, 0, "{'command_name':''^", .code = UCR_E_EOF},
      {BOTH, 0, "{^}", .code = UCR_E_MISSING, .path = "/command_name"},
      {BOTH, 0, "{" FULL ",^'result':1}", .code = UCR_E_DUPLICATE,
       .path = "/result"},
      {BOTH, 0, "{'result':^1}", .code = UCR_E_TYPE, .path = "/result"}}},
    {"an unknown one is not (its parent is)",
     {{S, 0, "{^'x':1}", .code = UCR_E_UNKNOWN},
      {S, 403, "{" PAIR ",'details':[{" PAIR "},{^'x':1}]}",
       .code = UCR_E_UNKNOWN, .path = "/details/1"},
      {I, 0, "{'x':1," FULL "}", .kind = UCR_JSON_OBJECT}}},
    {"for scanner faults: the known member of the top object, or of an "
     "element of details, in whose value the fault lies",
     {{BOTH, 0, "{'result':'^\\x'}", .code = UCR_E_ESCAPE, .path = "/result"},
      {BOTH, 403, "{'details':[{'error_code':'^\\x'}]}", .code = UCR_E_ESCAPE,
       .path = "/details/0/error_code"},
      {BOTH, 403, "{'details':[{}^x]}", .code = UCR_E_SYNTAX,
       .path = "/details"},
      {BOTH, 403, "{'error_param':['^\\x']}", .code = UCR_E_ESCAPE,
       .path = "/error_param"},
      {I, 400, "{'title':^}", .code = UCR_E_SYNTAX, .path = "/title"},
      {S, 400, "{'title':^}", .code = UCR_E_SYNTAX}}},
    {"a value begins after its colon",
     {{BOTH, 0, "{'result'^", .code = UCR_E_EOF},
      {BOTH, 0, "{'result':^", .code = UCR_E_EOF, .path = "/result"},
      {BOTH, 0, "{'result': ^;", .code = UCR_E_SYNTAX, .path = "/result"}}},
    {"a number that is complete by its grammar has ended",
     {{BOTH, 0, "{'result_detail':1^", .code = UCR_E_EOF},
      {BOTH, 0, "{'result_detail':1^x", .code = UCR_E_SYNTAX},
      {BOTH, 0, "{'result_detail':1.^", .code = UCR_E_EOF,
       .path = "/result_detail"},
      {BOTH, 0, "{'result_detail':0^1", .code = UCR_E_NUMBER,
       .path = "/result_detail"}}},
    {"inside result_detail the path stays /result_detail",
     {{BOTH, 0, "{'result_detail':{'details':[{'error_code':^}]}}",
       .code = UCR_E_SYNTAX, .path = "/result_detail"}}},
    {"offsets count from the first byte of the body, a skipped mark included",
     {{I, 0, MARK "{'result':^1}", .code = UCR_E_TYPE, .path = "/result"},
      {S, 0, " {'result':^1}", .code = UCR_E_TYPE, .path = "/result"}}},
};

/* ---- Running ----------------------------------------------------------------
 */

static void refuses(const example *e, const ucr_error *err, ucr_code code,
                    size_t offset)
{
    explain(e->body, 0, err, e->code, offset);
    assert_int_equal(code, e->code);
    assert_fault(err, e->code, offset, e->path != NULL ? e->path : "");
}

static void judges_request(const example *e, const ucr_options *options,
                           ucr_str body, size_t offset)
{
    ucr_request out;
    ucr_error err;
    ucr_code code = ucr_decode_request(&out, body, options, &err);
    if (e->code != UCR_OK) {
        refuses(e, &err, code, offset);
        return;
    }
    explain(e->body, (unsigned)options->profile, &err, UCR_OK, 0);
    assert_int_equal(code, UCR_OK);
    assert_int_equal(out.command, e->command != UCR_COMMAND_NONE
                                      ? e->command
                                      : UCR_COMMAND_START);
    assert_int_equal(out.result, e->result != UCR_RESULT_NONE
                                     ? e->result
                                     : UCR_RESULT_SUCCESS);
    assert_int_equal(out.result_detail.kind, e->kind);
}

static void assert_answer(const example *e, const ucr_response *out)
{
    assert_int_equal(out->shape, e->shape);
    assert_int_equal(out->ignored, e->ignored);
    /* Documented texts are not repeated in every case. */
    if (e->error_code != NULL || e->shape != UCR_SHAPE_DOCUMENTED) {
        assert_text(out->error_code,
                    e->shape == UCR_SHAPE_GATEWAY ? "C" : e->error_code);
    }
    if (e->error_msg != NULL || e->shape != UCR_SHAPE_DOCUMENTED) {
        assert_text(out->error_msg,
                    e->shape == UCR_SHAPE_GATEWAY ? "M" : e->error_msg);
    }
    assert_text(out->message, e->message);
    assert_text(out->request_id, e->id);
    assert_text(out->title, e->title);
    assert_text(out->encoded_authorization_message, e->authorization);
    assert_int_equal(out->error_param.raw.ptr != NULL, e->params);
    assert_int_equal(out->details.raw.ptr != NULL, e->details);
    assert_int_equal(out->error_param.count, e->param_count);
    assert_int_equal(out->details.count, e->detail_count);
}

static void judges_answer(const example *e, const ucr_options *options,
                          ucr_str body, size_t offset)
{
    ucr_response out;
    ucr_error err;
    ucr_code code = ucr_decode_response(&out, e->status, body, options, &err);
    if (e->code != UCR_OK) {
        refuses(e, &err, code, offset);
        return;
    }
    explain(e->body, (unsigned)options->profile, &err, UCR_OK, 0);
    assert_int_equal(code, UCR_OK);
    assert_answer(e, &out);
}

static void judges(const example *e)
{
    size_t offset;
    ucr_str body = marked(e->body, &offset);
    for (unsigned i = 0; i < PROFILES; i++) {
        const ucr_options options = {e->max_body, e->max_depth, e->max_items,
                                     (ucr_profile)i};
        if (!holds_in(e->profiles, i)) {
            continue;
        }
        if (e->status == 0) {
            judges_request(e, &options, body, offset);
        } else {
            judges_answer(e, &options, body, offset);
        }
    }
    block_free(body);
}

static void test_rule(void **state)
{
    const rule *row = *state;
    unsigned covered = 0;
    for (size_t i = 0; i < MAX_CASES && row->cases[i].body != NULL; i++) {
        covered |= row->cases[i].profiles;
        judges(&row->cases[i]);
    }
    assert_int_equal(covered, BOTH);
}

static const struct {
    const char *name;
    const rule *rules;
    size_t count;
} sections[] = {
    {"json", json_rules, COUNT_OF(json_rules)},
    {"differs", differences, COUNT_OF(differences)},
    {"error rule", error_rules, COUNT_OF(error_rules)},
    {"fault", fault_rules, COUNT_OF(fault_rules)},
    {"offset", offset_rules, COUNT_OF(offset_rules)},
    {"path", path_rules, COUNT_OF(path_rules)},
};

/* cmocka takes an array at compile time, and here each row is a test. */
static int run(const char *name, const rule *rules, size_t count)
{
    struct CMUnitTest tests[64] = {{.name = NULL}};
    if (count > COUNT_OF(tests)) {
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        tests[i] = (struct CMUnitTest){
            .name = rules[i].words,
            .test_func = test_rule,
            .initial_state = (void *)(uintptr_t)&rules[i],
        };
    }
    return _cmocka_run_group_tests(name, tests, count, NULL, NULL);
}

int main(void)
{
    int failed = 0;
    for (size_t i = 0; i < COUNT_OF(sections); i++) {
        failed += run(sections[i].name, sections[i].rules, sections[i].count);
    }
    return failed;
}
