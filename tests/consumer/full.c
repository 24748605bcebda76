/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <ucr/ucr.h>
#include <ucr/yajl.h>

/* What a generator made comes back as a tree. */
static int there_and_back(yajl_gen gen)
{
    const char *path[] = {"msg", NULL};
    ucr_json detail;
    yajl_val tree;
    ucr_error err;
    if (ucr_yajl_detail(&detail, gen, NULL, &err) != UCR_OK ||
        ucr_yajl_tree(&tree, detail, NULL, &err) != UCR_OK) {
        return 1;
    }
    yajl_val msg = yajl_tree_get(tree, path, yajl_t_string);
    int differs = msg == NULL || strcmp(msg->u.string, "xxx") != 0;
    yajl_tree_free(tree);
    return differs;
}

int main(void)
{
    yajl_gen gen = yajl_gen_alloc(NULL);
    if (gen == NULL) {
        return 1;
    }
    yajl_gen_map_open(gen);
    yajl_gen_string(gen, (const unsigned char *)"msg", 3);
    yajl_gen_string(gen, (const unsigned char *)"xxx", 3);
    yajl_gen_map_close(gen);
    int failed = there_and_back(gen);
    yajl_gen_free(gen);
    return failed;
}
